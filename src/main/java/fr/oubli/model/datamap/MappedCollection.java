package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection as its file says it, before its references are followed.
 *
 * @param written its name in the file, which may begin with the schema
 * @param name what the policy calls it
 */
record MappedCollection(
    String written,
    String name,
    TableName table,
    MappedFields described,
    List<MappedReference> references,
    @Nullable String label,
    Place place) {

  MappedCollection {
    references = List.copyOf(references);
  }

  /** The name by which its schema tells it from a table of the same name. */
  MappedCollection withSchema() {
    return new MappedCollection(
        written, table.schema() + "_" + name, table, described, references, label, place);
  }

  MappedCollection dated(DateForms dates) {
    return new MappedCollection(
        written,
        name,
        table,
        new MappedFields(fields(), dates, described.label()),
        references,
        label,
        place);
  }

  List<Field> fields() {
    return described.fields();
  }

  /** Whether the field alone is the primary key. */
  boolean isKey(String field) {
    List<Field> keys = fields().stream().filter(Field::primaryKey).toList();
    return keys.size() == 1 && keys.get(0).name().equals(field);
  }

  boolean has(String field) {
    return fields().stream().anyMatch(known -> known.name().equals(field));
  }
}
