package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
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
 * The rows that are due, one by one, in the order they lie on disk: what a night costs then grows
 * with them and not with the table. Each slice still decides for itself.
 *
 * @param firstPass nothing but what was noted as due before the first change is looked at
 */
record ListedRows(
    JdbcTemplate jdbc,
    JdbcTransactionManager transactions,
    Enforcement enforcement,
    boolean firstPass)
    implements SliceSource {

  static final int ROWS_A_SLICE = 5_000;

  /** More than this, and the list would weigh more than reading the table saves. */
  static final long MOST = 200_000;

  private static final double FEW = 0.1;

  /** So few of the stored rows are due that they are listed rather than looked for. */
  static boolean suits(PlannedEnforcement planned) {
    return planned.actionable() <= MOST
        && (planned.enforcement().last() != null || planned.actionable() < planned.stored() * FEW);
  }

  @Override
  public List<Slice> slices() {
    Map<String, List<String>> byLeaf = new LinkedHashMap<>();
    TransactionTemplate reading = new TransactionTemplate(transactions);
    reading.setReadOnly(true);
    reading.executeWithoutResult(
        status -> {
          enforcement.settings().forEach(jdbc::execute);
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
