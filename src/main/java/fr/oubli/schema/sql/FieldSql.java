package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A mapped field in SQL: a column, or the text at a path in a JSON column. */
public final class FieldSql {

  /** The name of an element of an array. */
  public static final String ELEMENT = "listed.element";

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

  /** Whether the field is an array, each element of which is a value by itself. */
  public static boolean isList(Table table, Field field) {
    return !field.inside() && table.column(field.column()).isArray();
  }

  /**
   * A condition on a value of the field: on the value itself, or on any element of an array.
   *
   * @param condition given the value as text
   */
  public static Sql any(String alias, Table table, Field field, UnaryOperator<Sql> condition) {
    return isList(table, field)
        ? Sql.format(
            "exists (select 1 from {} where {})",
            Sql.of(elements(alias, table, field)),
            condition.apply(Sql.of(ELEMENT + "::text")))
        : condition.apply(Sql.of(text(alias, table, field)));
  }

  /** What stands behind FROM for the elements of an array, each under the name {@link #ELEMENT}. */
  public static String elements(String alias, Table table, Field field) {
    return "unnest(" + value(alias, table, field) + ") listed(element)";
  }

  /** The keys to follow, as a literal of text[]. */
  public static String path(List<String> keys) {
    return SqlName.literal(
        keys.stream()
            .map(key -> '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(",", "{", "}")));
  }
}
