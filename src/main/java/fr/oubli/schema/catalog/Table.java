package fr.oubli.schema.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A table as PostgreSQL has it.
 *
 * @param rows the planner's estimate; -1 where it never counted
 * @param kind {@code r} a table, {@code p} a partitioned one, {@code v} a view and so on
 */
public record Table(
    String schema,
    String name,
    String kind,
    long rows,
    long pages,
    List<Column> columns,
    List<String> primaryKey,
    List<String> uniqueAlone,
    List<Check> checks,
    Traits traits) {

  /** A CHECK constraint. */
  public record Check(String name, String expression) {}

  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueAlone = List.copyOf(uniqueAlone);
    checks = List.copyOf(checks);
  }

  public Optional<Column> find(String column) {
    return columns.stream().filter(candidate -> candidate.name().equals(column)).findFirst();
  }

  /**
   * @throws IllegalArgumentException when the table has no such column
   */
  public Column column(String column) {
    return find(column)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + column));
  }

  public boolean holdsRows() {
    return kind.equals("r") || kind.equals("p");
  }

  /** Large enough for a missing index to hurt; a table that was never counted goes by its size. */
  public boolean large() {
    return rows < 0 ? pages >= 100 : rows >= 10_000;
  }
}
