package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where personal data live: the mapped tables of one PostgreSQL database, in the file's order. What
 * is asked of it again and again, for thousands of tables, it works out once.
 */
public final class DataMap {

  private final String key;
  private final String sha256;
  private final List<Collection> collections;
  private final Map<String, Collection> byName = new HashMap<>();
  private final References references;
  private final Map<String, Label> labels;

  public DataMap(String key, String sha256, List<Collection> collections) {
    this(key, sha256, collections, Map.of());
  }

  /**
   * @param labels what readers are told for the names of collections, where the file says it
   */
  DataMap(String key, String sha256, List<Collection> collections, Map<String, Label> labels) {
    this.key = key;
    this.sha256 = sha256;
    this.collections = List.copyOf(collections);
    this.collections.forEach(collection -> byName.putIfAbsent(collection.name(), collection));
    this.references = new References(this.collections);
    this.labels = Map.copyOf(labels);
  }

  public String key() {
    return key;
  }

  public String sha256() {
    return sha256;
  }

  public List<Collection> collections() {
    return collections;
  }

  /** The ways from one of its collections to another. */
  public References references() {
    return references;
  }

  /** What readers are told for a collection's name; empty where the file has no label. */
  public Optional<Label> label(String name) {
    return Optional.ofNullable(labels.get(name));
  }

  public Optional<Collection> collection(String name) {
    return Optional.ofNullable(byName.get(name));
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
