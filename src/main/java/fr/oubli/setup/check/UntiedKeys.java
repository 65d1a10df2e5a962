package fr.oubli.setup.check;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.MappedSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that hold a person's key of which the map does not say so: a foreign key to the persons
 * that it leaves out, and a column that it calls a person's identifier and refers nowhere from. No
 * clock, hold or request finds a person by them.
 */
final class UntiedKeys {

  private static final String IDENTIFIER = "user.unique_id";

  private final DataMap map;
  private final MappedSchema schema;
  private final Collection people;

  /**
   * @param schema whose policy names the collection of persons
   */
  UntiedKeys(DataMap map, MappedSchema schema) {
    this.map = map;
    this.schema = schema;
    this.people = map.required(schema.subjectRule().collection());
  }

  /** A line for each, with what to write. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Collection collection : map.collections()) {
      if (!collection.name().equals(people.name())) {
        collection.fields().stream()
            .filter(field -> !field.inside() && !refersToPeople(field))
            .forEach(field -> line(collection, field, lines));
      }
    }
    return lines;
  }

  private boolean refersToPeople(Field field) {
    return field.references().stream()
        .anyMatch(reference -> reference.collection().equals(people.name()));
  }

  private void line(Collection collection, Field field, List<String> lines) {
    String name = collection.name() + "." + field.name();
    if (isForeignKey(collection, field)) {
      lines.add(
          "%s refers to %s in the database, and the map does not say so: add references, with tie:"
                  .formatted(name, people.name())
              + " owner or tie: party");
    } else if (looksLikeTheirKey(collection, field)) {
      lines.add(
          "%s is called a person's identifier, and refers to nothing: add references to %s if it"
                  .formatted(name, people.name())
              + " holds its keys");
    }
  }

  private boolean isForeignKey(Collection collection, Field field) {
    Table child = schema.table(collection.name());
    String column = SqlName.of(child.column(field.column()));
    return schema.catalog().between(child, schema.table(people.name())).stream()
        .map(ForeignKey::childColumns)
        .anyMatch(columns -> columns.size() == 1 && columns.contains(column));
  }

  private boolean looksLikeTheirKey(Collection collection, Field field) {
    Table persons = schema.table(people.name());
    if (field.primaryKey()
        || field.identity() != null
        || !field.references().isEmpty()
        || persons.primaryKey().size() != 1
        || !field.categories().contains(IDENTIFIER)) {
      return false;
    }
    Column key = persons.column(persons.primaryKey().get(0));
    return schema.table(collection.name()).column(field.column()).type().equals(key.type());
  }
}
