package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mapped column, or a path in a JSON column.
 *
 * @param path the column, then the keys to follow inside it
 * @param categories from the fideslang taxonomy, such as {@code user.contact.email}; empty where
 *     the map only names the column
 * @param identification what it says of who a person is; null where it says nothing
 */
public record Field(
    List<String> path,
    List<String> categories,
    boolean primaryKey,
    @Nullable Identity identification,
    List<Reference> references,
    Disclosure disclosure,
    Place place) {

  /** The kind of identity that is a telephone number. */
  public static final String PHONE = "phone_number";

  public Field {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a field is in a column");
    }
    categories = List.copyOf(categories);
    references = List.copyOf(references);
  }

  /** The column's name, and for a path the keys behind it, with points between. */
  public String name() {
    return String.join(".", path);
  }

  public String column() {
    return path.get(0);
  }

  /** Whether it is a path inside a column. */
  public boolean inside() {
    return path.size() > 1;
  }

  /** The kind of identity by which it tells who a person is; null where it does not. */
  public @Nullable String identity() {
    return identification != null && identification.confirmed() ? identification.kind() : null;
  }

  /** The kind of an identity that nobody confirmed; null where there is none. */
  public @Nullable String claim() {
    return identification != null && !identification.confirmed() ? identification.kind() : null;
  }

  Field categorised(List<String> others) {
    return new Field(path, others, primaryKey, identification, references, disclosure, place);
  }

  /** Whether another field is this one or inside it. */
  public boolean holds(Field other) {
    return other.path.size() >= path.size() && other.path.subList(0, path.size()).equals(path);
  }

  /** What people read for its name. */
  public String label() {
    return Objects.requireNonNullElse(disclosure.label(), name());
  }

  /** Whether it says something of a person: any category under {@code user}. */
  public boolean personal() {
    return categories.stream()
        .anyMatch(category -> category.equals("user") || category.startsWith("user."));
  }
}
