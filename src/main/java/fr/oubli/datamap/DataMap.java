package fr.oubli.datamap;

import java.util.List;
import java.util.Optional;

/** Where personal data live: the mapped tables of one PostgreSQL database, in the file's order. */
public record DataMap(String key, String sha256, List<Collection> collections) {

  public DataMap {
    collections = List.copyOf(collections);
  }

  public Optional<Collection> collection(String name) {
    return collections.stream().filter(collection -> collection.name().equals(name)).findFirst();
  }

  /**
   * @throws IllegalArgumentException when the map has no such collection
   */
  public Collection required(String name) {
    return collection(name)
        .orElseThrow(() -> new IllegalArgumentException("no collection " + name + " in the map"));
  }
}
