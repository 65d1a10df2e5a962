package fr.oubli.schema.catalog;

/**
 * The only place that quotes names. A name reaches SQL only through a table or a column that the
 * catalogue returned.
 */
public final class SqlName {

  private SqlName() {}

  public static String of(Table table) {
    return quote(table.schema()) + "." + quote(table.name());
  }

  /** What stands after FROM: the table's own rows, without those of tables that inherit from it. */
  public static String rowsOf(Table table) {
    return (table.traits().heirs().isEmpty() ? "" : "only ") + of(table);
  }

  public static String of(Column column) {
    return quote(column.name());
  }

  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A constant as a literal, in places of a statement where no parameter can stand. */
  public static String literal(String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
  }
}
