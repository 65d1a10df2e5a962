package fr.oubli.rights.access;

import fr.oubli.model.datamap.Field;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rows that people have in one collection, from the active base or from the intermediate
 * archive. Its queries give the rows of one person after those of the one before, and say whose
 * each is.
 *
 * @param name of the section, and of its files
 * @param collection whose rows they are, in the archive too
 * @param rows what stands after FROM: tables, conditions and order
 */
record BundleSection(String name, String collection, String label, List<Shown> columns, Sql rows) {

  private static final Pattern UNSAFE = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

  /**
   * A field and the expression that shows it.
   *
   * @param masked why some or all values are left out; empty where none is
   */
  record Shown(ValueWords words, Sql value, String masked) {

    Field field() {
      return words.field();
    }
  }

  BundleSection {
    columns = List.copyOf(columns);
  }

  /**
   * The name of the section's files, on any system. A sign that some system does not allow in a
   * name is replaced, and a checksum of the name then tells two such names apart.
   */
  String file() {
    String safe = UNSAFE.matcher(name).replaceAll("_");
    return safe.equals(name) ? name : "%s-%04x".formatted(safe, name.hashCode() & 0xffff);
  }

  /** What stands above the columns: the words of the map, told apart where two are the same. */
  List<String> headings() {
    List<String> labels = columns.stream().map(shown -> shown.field().label()).toList();
    return columns.stream()
        .map(Shown::field)
        .map(
            field ->
                Collections.frequency(labels, field.label()) == 1
                    ? field.label()
                    : field.label() + " (" + field.name() + ")")
        .toList();
  }

  /** The key of a row, as evidence writes it: what the request matched, or what was archived. */
  String rowKey() {
    return name.equals(collection) ? "m.row_key" : "t.row_key";
  }

  /** A query with one text column per field, in the order of the columns. */
  Sql texts() {
    List<Sql> values = new ArrayList<>();
    columns.forEach(column -> values.add(Sql.format("({})::text", column.value())));
    return select(Sql.list(values));
  }

  /** A query with the key of each row and the path of the file that a column names. */
  Sql paths(Shown column) {
    return select(Sql.format(rowKey() + " as row_key, ({})::text as path", column.value()));
  }

  /**
   * A query with one JSON object per row, in the column {@code json}, values in their own types.
   */
  Sql objects() {
    List<Sql> values = new ArrayList<>();
    columns.forEach(
        column ->
            values.add(
                Sql.format(
                    "{} as \"" + column.field().name().replace("\"", "\"\"") + "\"",
                    column.value())));
    return select(
        Sql.format(
            "(select row_to_json(shown.*)::text from (select {}) shown) as json",
            Sql.list(values)));
  }

  private Sql select(Sql values) {
    return Sql.format(
        "select {}, m.request as \"" + PeopleCursor.WHOSE + "\" from {}", values, rows);
  }
}
