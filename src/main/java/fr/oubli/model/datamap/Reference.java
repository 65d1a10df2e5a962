package fr.oubli.model.datamap;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The collection and field that a field's values point at.
 *
 * @param when the reference holds only for rows in which each of these columns has one of the
 *     values; empty where it holds for all
 */
public record Reference(String collection, String field, Tie tie, Map<String, List<String>> when) {

  public Reference {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    when.forEach((column, values) -> copy.put(column, List.copyOf(values)));
    when = Collections.unmodifiableMap(copy);
  }

  /** A reference of all rows, of which nothing more is said. */
  public Reference(String collection, String field) {
    this(collection, field, Tie.UNSAID, Map.of());
  }

  boolean sameTarget(Reference other) {
    return collection.equals(other.collection) && field.equals(other.field);
  }
}
