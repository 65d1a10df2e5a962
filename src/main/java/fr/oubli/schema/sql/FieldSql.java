package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A mapped field in SQL: a column, or the text at a path in a JSON column. */
public final class FieldSql {

  private FieldSql() {}

  /** The value, of the column's own type; text where the field is inside a column. */
  public static String value(String alias, Table table, Field field) {
    String column = alias + "." + SqlName.of(table.column(field.column()));
    return field.inside()
        ? "(" + column + " #>> " + path(field.path().subList(1, field.path().size())) + ")"
        : column;
  }

  /** The value as text, whatever the column is. */
  public static String text(String alias, Table table, Field field) {
    String value = value(alias, table, field);
    return field.inside() || table.column(field.column()).isText() ? value : value + "::text";
  }

  /** The keys to follow, as a literal of text[]. */
  public static String path(List<String> keys) {
    return SqlName.literal(
        keys.stream()
            .map(key -> '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(",", "{", "}")));
  }
}
