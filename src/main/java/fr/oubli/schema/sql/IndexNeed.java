package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import org.jspecify.annotations.Nullable;

/**
 * An index by which the rows that a clock starts from would be found.
 *
 * @param expression the quoted column, or the expression of one, that it has to start with
 * @param gated whether a purge refuses a large table without it
 * @param index the name of one that serves; null where none does
 */
public record IndexNeed(Table table, String expression, boolean gated, @Nullable String index) {

  private static final int MANY_TO_COMPARE = 500;

  /** Whether no index serves and the table is so large that this matters. */
  public boolean missed() {
    return index == null && table.large();
  }

  /**
   * The same, and also where people are told apart by an expression and are more than a few: each
   * of them is then compared with each, and a night of minutes becomes one of seconds with the
   * index.
   */
  public boolean wanted() {
    return missed()
        || (index == null && expression.endsWith(")") && table.rows() >= MANY_TO_COMPARE);
  }

  /** The statement that creates the index. */
  public String create() {
    return create(SqlName.of(table), table.kind().equals("p"), expression);
  }

  /** On a partitioned table PostgreSQL cannot build an index while others write to it. */
  public static String create(String table, boolean partitioned, String columns) {
    return partitioned
        ? "CREATE INDEX ON " + table + " (" + columns + "); -- writers wait: it is partitioned"
        : "CREATE INDEX CONCURRENTLY ON " + table + " (" + columns + ");";
  }
}
