package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import org.jspecify.annotations.Nullable;

/**
 * An index by which the rows that a clock starts from would be found.
 *
 * @param expression the quoted column, or the expression of one, that it has to start with
 * @param gated whether a purge refuses a large table without it, as it is read for each row above
 * @param index the name of one that serves; null where none does
 */
public record IndexNeed(Table table, String expression, boolean gated, @Nullable String index) {

  private static final int MANY_TO_COMPARE = 500;
  private static final int MANY_TO_LOOK_THROUGH = 2_000;

  /** Whether no index serves and the table is so large that this matters. */
  public boolean missed() {
    return index == null && table.large();
  }

  /**
   * The same, and also where a smaller table costs more than the index. Where people are told apart
   * by an expression, each of them is compared with each. Where rows are looked for by those above
   * them, or PostgreSQL looks for them when one above goes, the whole table is read for each of
   * these: of 9,500 rentals a night of half a minute becomes one of seconds.
   */
  public boolean wanted() {
    return missed()
        || (index == null && table.rows() >= MANY_TO_COMPARE && expression.endsWith(")"))
        || (index == null && table.rows() >= MANY_TO_LOOK_THROUGH && gated);
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
