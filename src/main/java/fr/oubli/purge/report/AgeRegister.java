package fr.oubli.purge.report;

import fr.oubli.decision.Enforcement;
import fr.oubli.model.policy.EqualSpans;
import fr.oubli.model.policy.Forecast;
import fr.oubli.platform.batch.ParallelQueries;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts how old the rows are whose period still runs, in equal spans of days up to its end and in
 * those that fall due in the months to come, and stores the counts for later reports. A large
 * collection is sampled: a plot needs no more, and a night must not read a whole table for it.
 *
 * @param asOf the day of the run, on which the youngest span ends
 * @param workers how many collections are counted at a time
 */
public record AgeRegister(
    JdbcTemplate jdbc, JdbcTransactionManager transactions, LocalDate asOf, int workers) {

  private static final double ROWS_READ = 200_000;
  private static final double ROWS_JOINED = 10_000;
  private static final int LONGEST_SECONDS = 30;

  /** Storing a run's ages again replaces them. */
  public void store(long run, List<PlannedEnforcement> lines) {
    List<Integer> positions = IntStream.rangeClosed(1, lines.size()).boxed().toList();
    List<Object[]> rows =
        ParallelQueries.each(positions, workers, i -> rows(run, i, lines.get(i - 1))).stream()
            .flatMap(List::stream)
            .toList();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              jdbc.update("delete from oubli.run_age where run = ?", run);
              jdbc.batchUpdate(
                  "insert into oubli.run_age (run, position, first_day, last_day, row_count, sampled)"
                      + " values (?, ?, ?, ?, ?, ?)",
                  rows);
            });
  }

  private List<Object[]> rows(long run, int position, PlannedEnforcement line) {
    List<LocalDate> starts = starts(line.enforcement());
    double most = line.enforcement().verifiedAlone() ? ROWS_READ : ROWS_JOINED;
    double share = line.stored() <= most ? 1 : most / line.stored();
    return line.enforcement()
        .ages(starts, share)
        .flatMap(this::counts)
        .map(counts -> rows(run, position, starts, share, counts))
        .orElse(List.of());
  }

  private List<LocalDate> starts(Enforcement enforcement) {
    LocalDate first = enforcement.cutoff().plusDays(1);
    LocalDate end = asOf.plusDays(1);
    Forecast forecast = enforcement.forecast();
    return Stream.concat(
            new EqualSpans(first, end).starts().stream(),
            forecast.months().stream()
                .map(month -> forecast.cutoffOf(month).plusDays(1))
                .filter(start -> start.isAfter(first) && start.isBefore(end)))
        .distinct()
        .sorted()
        .toList();
  }

  /** Rows by span; empty where the count took too long, and then the report has no plot of it. */
  private Optional<Map<Integer, Long>> counts(Sql sql) {
    TransactionTemplate reading = new TransactionTemplate(transactions);
    reading.setReadOnly(true);
    Map<Integer, Long> counts = new TreeMap<>();
    try {
      reading.executeWithoutResult(
          status -> {
            jdbc.execute(Enforcement.ROOM);
            jdbc.execute("set local statement_timeout = '" + LONGEST_SECONDS + "s'");
            jdbc.query(
                sql.text(),
                row -> {
                  counts.put(row.getInt("bucket"), row.getLong("rows"));
                },
                sql.values().toArray());
          });
    } catch (DataAccessException e) {
      if (!SqlStates.of(e).equals(SqlStates.CANCELLED)) {
        throw e;
      }
      return Optional.empty();
    }
    return Optional.of(counts);
  }

  private static List<Object[]> rows(
      long run, int position, List<LocalDate> starts, double share, Map<Integer, Long> counts) {
    List<Object[]> rows = new ArrayList<>();
    for (int span = 1; span < starts.size(); span++) {
      rows.add(
          new Object[] {
            run,
            position,
            starts.get(span - 1),
            starts.get(span).minusDays(1),
            Math.round(counts.getOrDefault(span, 0L) / share),
            share < 1
          });
    }
    return rows;
  }
}
