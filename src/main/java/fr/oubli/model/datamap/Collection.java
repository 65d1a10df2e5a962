package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mapped table.
 *
 * @param name what the policy calls it; the table's own name where that is simple and no other
 *     mapped table has it
 * @param schema the PostgreSQL schema of the table
 * @param dates how its fields write their dates
 */
public record Collection(
    String name,
    String schema,
    String table,
    List<Field> fields,
    @Nullable String description,
    Place place,
    DateForms dates) {

  public Collection {
    fields = List.copyOf(fields);
  }

  /** A table that says nothing of how its dates are written. */
  public Collection(
      String name,
      String schema,
      String table,
      List<Field> fields,
      @Nullable String description,
      Place place) {
    this(name, schema, table, fields, description, place, DateForms.NONE);
  }

  /** What people read for its name. */
  public String label() {
    return Objects.requireNonNullElse(description, name);
  }

  /** What people read for the names of some fields, in brackets; nothing where there are none. */
  public String labelled(List<String> names) {
    List<String> labels =
        names.stream().map(name -> field(name).map(Field::label).orElse(name)).toList();
    return labels.isEmpty() ? "" : " (" + String.join(", ", labels) + ")";
  }

  public Optional<Field> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  public List<Field> primaryKey() {
    return fields.stream().filter(Field::primaryKey).toList();
  }

  public List<Field> identities(String kind) {
    return fields.stream().filter(field -> kind.equals(field.identity())).toList();
  }

  /** The fields with an identity of a kind that nobody confirmed. */
  public List<Field> claims(String kind) {
    return fields.stream().filter(field -> kind.equals(field.claim())).toList();
  }

  /** Whether a field of it says something of a person. */
  public boolean personal() {
    return fields.stream().anyMatch(Field::personal);
  }
}
