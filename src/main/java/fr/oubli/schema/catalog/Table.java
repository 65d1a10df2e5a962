package fr.oubli.schema.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A table as PostgreSQL has it.
 *
 * @param kind {@code r} a table, {@code p} a partitioned one, {@code v} a view and so on
 */
public record Table(
    String schema,
    String name,
    String kind,
    Size size,
    List<Column> columns,
    Constraints constraints,
    Traits traits) {

  private static final long LARGE_ROWS = 10_000;
  private static final long LARGE_PAGES = 100;

  /**
   * How large the table is.
   *
   * @param rows the planner's estimate; -1 where it never counted
   * @param pages blocks of 8 KiB
   */
  public record Size(long rows, long pages) {}

  /**
   * What rows must keep to.
   *
   * @param primaryKey its columns, in the key's order; where there is none, those of the unique
   *     index that serves for it
   * @param uniqueAlone columns that are unique by themselves
   * @param candidates where there is no primary key, the columns of each unique index that could
   *     serve for it
   */
  public record Constraints(
      List<String> primaryKey,
      List<String> uniqueAlone,
      List<Check> checks,
      List<List<String>> candidates) {

    public Constraints(List<String> primaryKey, List<String> uniqueAlone, List<Check> checks) {
      this(primaryKey, uniqueAlone, checks, List.of());
    }

    public Constraints {
      primaryKey = List.copyOf(primaryKey);
      candidates = candidates.stream().map(List::copyOf).toList();
      uniqueAlone = List.copyOf(uniqueAlone);
      checks = List.copyOf(checks);
    }
  }

  /** A CHECK constraint. */
  public record Check(String name, String expression) {}

  public Table {
    columns = List.copyOf(columns);
  }

  /** The planner's estimate; -1 where it never counted. */
  public long rows() {
    return size.rows();
  }

  /** Blocks of 8 KiB. */
  public long pages() {
    return size.pages();
  }

  /**
   * The columns by which rows are named: the primary key, else a unique index over NOT NULL
   * columns; empty where the table has neither.
   */
  public List<String> primaryKey() {
    return constraints.primaryKey();
  }

  /** Where there is no primary key, the columns of each unique index that could serve for it. */
  public List<List<String>> keyCandidates() {
    return constraints.candidates();
  }

  /** The statement that gives the table a key, where it has none. */
  public String keyStatement() {
    return "ALTER TABLE %s ADD COLUMN %s bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        .formatted(
            SqlName.of(this).replace("\"public\".", ""), find("id").isEmpty() ? "id" : "row_id");
  }

  /** The same table, of which other columns name the rows; none where nothing may name them. */
  Table namedBy(List<String> key) {
    return new Table(
        schema,
        name,
        kind,
        size,
        columns,
        new Constraints(
            key, constraints.uniqueAlone(), constraints.checks(), constraints.candidates()),
        traits);
  }

  /** Columns that are unique by themselves. */
  public List<String> uniqueAlone() {
    return constraints.uniqueAlone();
  }

  public List<Check> checks() {
    return constraints.checks();
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

  /** Whether rows are stored under it: neither a view nor a foreign table. */
  public boolean holdsRows() {
    return kind.equals("r") || kind.equals("p");
  }

  /** Whether a missing index would hurt; a table that was never counted is judged by its pages. */
  public boolean large() {
    return rows() < 0 ? pages() >= LARGE_PAGES : rows() >= LARGE_ROWS;
  }
}
