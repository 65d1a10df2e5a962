package fr.oubli.decision;

import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A row's primary key in SQL: as a value, and as the text that evidence and holds carry. */
public final class Keys {

  private Keys() {}

  /** The column itself, or a row of the columns of a composite key. */
  public static String value(String alias, Table table) {
    List<String> columns =
        table.primaryKey().stream()
            .map(name -> alias + "." + SqlName.of(table.column(name)))
            .toList();
    return columns.size() == 1
        ? columns.get(0)
        : columns.stream().collect(Collectors.joining(", ", "row(", ")"));
  }

  /**
   * Compares with a key's text in the key's own type, where one column can, so that its index
   * serves.
   */
  static Sql is(String alias, Table table, String text) {
    if (table.primaryKey().size() > 1) {
      return Sql.of(text(alias, table) + " = " + text);
    }
    String type = table.column(table.primaryKey().get(0)).type();
    return Sql.of(value(alias, table) + " = " + text + "::" + type);
  }

  /** Whether a key is among those of a query, whose mark follows: a row of columns is one value. */
  static String among(Table table) {
    return table.primaryKey().size() == 1 ? " in ({})" : " = any(array({}))";
  }

  public static String text(String alias, Table table) {
    return value(alias, table) + "::text";
  }
}
