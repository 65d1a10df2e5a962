package fr.oubli.purge.report;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores the results of each run for later reports. Storing a run's results again replaces them.
 */
public record ResultRegister(JdbcTemplate jdbc, JdbcTransactionManager transactions) {

  private static final String INSERT =
      """
      insert into oubli.run_result
        (run, position, rule, collection, action, cutoff, stored, due, done, held, restricted,
          quarantined, remaining, oldest_remaining, millis, everything_on, referenced,
          left_out, left_out_untied, unplanned, busy)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  public void store(long run, List<Result> results) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              jdbc.update("delete from oubli.run_result where run = ?", run);
              List<Object[]> rows = new ArrayList<>();
              for (Result result : results) {
                rows.add(row(run, rows.size() + 1, result));
              }
              jdbc.batchUpdate(INSERT, rows);
            });
  }

  private static Object[] row(long run, int position, Result result) {
    return new Object[] {
      run,
      position,
      result.rule(),
      result.collection(),
      result.action(),
      result.cutoff(),
      result.stored(),
      result.due(),
      result.done(),
      result.held(),
      result.restricted(),
      result.quarantined(),
      result.remaining(),
      result.oldestRemaining(),
      result.millis(),
      result.everythingOn(),
      result.referenced(),
      result.leftOut().rows(),
      result.leftOut().untied(),
      result.unplanned(),
      result.busy()
    };
  }
}
