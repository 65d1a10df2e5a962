package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows that are due, one by one, in the order in which they lie on disk. A night then costs
 * what its due rows cost, however large the table is. The statement on a slice still decides on
 * every row itself.
 *
 * @param firstPass takes the rows that were noted as due before the first change, and looks for no
 *     others
 */
record ListedRows(
    JdbcTemplate jdbc,
    JdbcTransactionManager transactions,
    Enforcement enforcement,
    boolean firstPass)
    implements SliceSource {

  static final int ROWS_A_SLICE = 5_000;

  /** With more rows than this, the list costs more memory than it saves reading. */
  static final long MOST = 200_000;

  /** The share of the stored rows below which a list is quicker than reading the table. */
  private static final double FEW = 0.1;

  /** Whether the due rows are few enough to be listed. */
  static boolean suits(PlannedEnforcement planned) {
    return planned.actionable() <= MOST
        && (planned.enforcement().watermark() != null
            || planned.actionable() < planned.stored() * FEW);
  }

  @Override
  public List<Slice> slices() {
    Map<String, List<String>> byLeaf = new LinkedHashMap<>();
    TransactionTemplate reading = new TransactionTemplate(transactions);
    reading.executeWithoutResult(
        status -> {
          enforcement.settings().forEach(jdbc::execute);
          new SessionTables(jdbc).make(enforcement.tables());
          Sql places = firstPass ? enforcement.notedPlaces() : enforcement.places();
          jdbc.query(
              places.text(),
              row -> {
                byLeaf
                    .computeIfAbsent(row.getString("leaf"), leaf -> new ArrayList<>())
                    .add(row.getString("place"));
              },
              places.values().toArray());
        });
    List<Slice> slices = new ArrayList<>();
    byLeaf.forEach((leaf, rows) -> cut(leaf, rows, slices));
    return slices;
  }

  private static void cut(String leaf, List<String> rows, List<Slice> slices) {
    for (int from = 0; from < rows.size(); from += ROWS_A_SLICE) {
      slices.add(
          new Slice.Listed(leaf, rows.subList(from, Math.min(from + ROWS_A_SLICE, rows.size()))));
    }
  }
}
