package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.Locale;

/** What stands after FROM for a bounded sample of a table, the same one each time. */
public final class SampledRows {

  /** Rows of a block are alike: a sample takes at least so many blocks. */
  private static final double LEAST_BLOCKS = 40;

  private static final int ROWS_OF_A_BLOCK = 50;

  private SampledRows() {}

  /**
   * @param rows how many are wanted; whoever asks limits them
   */
  public static String of(Table table, int rows) {
    return SqlName.of(table) + share(table, rows);
  }

  private static String share(Table table, int rows) {
    double known = table.rows() < 0 ? (double) table.pages() * ROWS_OF_A_BLOCK : table.rows();
    if (known < 10.0 * rows) {
      return "";
    }
    double share = Math.max(3.0 * rows / known, LEAST_BLOCKS / Math.max(1, table.pages()));
    return share >= 1
        ? ""
        : String.format(Locale.ROOT, " tablesample system (%.6f) repeatable (1)", share * 100);
  }
}
