package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row's primary key in SQL: as a value, and as the text that the ledger and holds have. */
public final class Keys {

  private Keys() {}

  /**
   * The column itself, or a row of the columns of a composite key. Where nothing names the rows it
   * is a digest of the whole row, which tells no personal value.
   */
  public static String value(String alias, Table table) {
    if (table.primaryKey().isEmpty()) {
      return digest(alias, table);
    }
    return row(columns(table).map(column -> alias + "." + SqlName.of(column)).toList());
  }

  /** Rows that are alike in every column are named alike: nothing tells them apart. */
  private static String digest(String alias, Table table) {
    return "left(encode(sha256(convert_to(row(%s)::text, 'UTF8')), 'hex'), 32)"
        .formatted(
            table.columns().stream()
                .map(column -> part(alias, column))
                .collect(Collectors.joining(", ")));
  }

  private static Stream<Column> columns(Table table) {
    return table.primaryKey().stream().map(table::column);
  }

  private static String row(List<String> columns) {
    return columns.size() == 1 ? columns.get(0) : "row(" + String.join(", ", columns) + ")";
  }

  /**
   * A condition: the key is that of a text. A key of one column is compared in its own type, so
   * that its index serves.
   */
  public static Sql is(String alias, Table table, String text) {
    String key = table.primaryKey().size() > 1 ? text(alias, table) : value(alias, table);
    return Sql.of(key + " = " + fromText(text, table));
  }

  /** The key that a text tells: in its own type where it is of one column, else the text. */
  public static String fromText(String text, Table table) {
    return table.primaryKey().size() != 1
        ? text
        : text + "::" + table.column(table.primaryKey().get(0)).type();
  }

  /**
   * What stands after a key to ask whether it is among the keys of a query, which takes the place
   * of the mark. A composite key is compared as one value.
   */
  public static String among(Table table) {
    return table.primaryKey().size() == 1 ? " in ({})" : " = any(array({}))";
  }

  /**
   * The key as text. In a composite key an instant is written in UTC, whatever time zone the
   * session is set to.
   */
  public static String text(String alias, Table table) {
    if (table.primaryKey().isEmpty()) {
      return digest(alias, table);
    }
    return text(alias, columns(table).toList());
  }

  /** The same of the columns of a key. */
  public static String text(String alias, List<Column> key) {
    return key.size() == 1
        ? alias + "." + SqlName.of(key.get(0)) + "::text"
        : row(key.stream().map(column -> part(alias, column)).toList()) + "::text";
  }

  private static String part(String alias, Column column) {
    String value = alias + "." + SqlName.of(column);
    return column.baseType().equals("timestamptz")
        ? "((" + value + " at time zone 'UTC')::text || '+00')"
        : value;
  }
}
