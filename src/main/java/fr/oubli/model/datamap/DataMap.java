package fr.oubli.model.datamap;

import fr.oubli.model.yaml.NearestWord;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
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
   * The collection that a person named.
   *
   * @throws Refusal when the map has none of that name, with the name that was probably meant
   */
  public Collection named(String name) {
    return collection(name)
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.INVALID, "the map has no collection " + name + "; " + mend(name)));
  }

  /** The mend of a name that is no collection's. */
  public String mend(String name) {
    List<String> names = collections.stream().map(Collection::name).toList();
    return NearestWord.mend(name, names, "name one of its collections");
  }

  /**
   * @throws IllegalArgumentException when the map has no such collection
   */
  public Collection required(String name) {
    return collection(name)
        .orElseThrow(() -> new IllegalArgumentException("no collection " + name + " in the map"));
  }
}
