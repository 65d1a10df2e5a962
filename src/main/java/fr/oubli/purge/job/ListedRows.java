package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.plan.RowListing;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
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
    PlannedEnforcement planned,
    boolean firstPass)
    implements SliceSource {

  /** With more rows than this, finding them costs more than reading the table. */
  private static final long MOST = 200_000;

  /** The share of the stored rows below which a list is quicker than reading the table. */
  private static final double FEW = 0.1;

  /** Whether the plan listed the due rows, or they are few enough to be listed. */
  static boolean suits(PlannedEnforcement planned) {
    return !planned.slices().isEmpty()
        || (planned.actionable() <= MOST
            && (planned.enforcement().watermark() != null
                || planned.actionable() < planned.stored() * FEW));
  }

  @Override
  public List<Slice> slices() {
    if (firstPass && !planned.slices().isEmpty()) {
      Map<String, Boolean> there = new HashMap<>();
      return planned.slices().stream()
          .filter(slice -> there.computeIfAbsent(slice.relation(), this::isThere))
          .toList();
    }
    Enforcement enforcement = planned.enforcement();
    List<Slice> slices = new ArrayList<>();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              enforcement.settings().forEach(jdbc::execute);
              new SessionTables(jdbc).make(enforcement.tables());
              Sql places = firstPass ? enforcement.notedPlaces() : enforcement.places();
              slices.addAll(RowListing.slices(jdbc, places));
            });
    return slices;
  }

  /** Another rule may have dropped the whole partition since. */
  private boolean isThere(String relation) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject("select to_regclass(?) is not null", Boolean.class, relation));
  }
}
