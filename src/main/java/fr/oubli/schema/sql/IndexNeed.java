package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import org.jspecify.annotations.Nullable;

/**
 * An index that the clock of a rule would use.
 *
 * @param expression the quoted column, or the expression of one, that it has to start with
 * @param gated whether a purge refuses a large table without it
 * @param index the one that serves; null where none does
 */
public record IndexNeed(Table table, String expression, boolean gated, @Nullable String index) {

  /** There is none, and the table is large enough for it to matter. */
  public boolean missed() {
    return index == null && table.large();
  }

  /** The statement that makes it. */
  public String create() {
    return create(SqlName.of(table), table.kind().equals("p"), expression);
  }

  /** PostgreSQL cannot build an index on a partitioned table beside its writers. */
  public static String create(String table, boolean partitioned, String columns) {
    return partitioned
        ? "CREATE INDEX ON " + table + " (" + columns + "); -- writers wait: it is partitioned"
        : "CREATE INDEX CONCURRENTLY ON " + table + " (" + columns + ");";
  }
}
