package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.platform.batch.ParallelQueries;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.EnforcementProgress;
import fr.oubli.purge.report.Result;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.registers.hold.ActiveHolds;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the database what is still due after the run, and why. */
public final class Verifier {

  private static final double MANY = 0.05;
  private static final String COUNTS =
      " select count(*) as remaining, count(*) filter (where held) as held,"
          + " count(*) filter (where restricted and not held) as restricted,"
          + " count(*) filter (where referenced and not held and not restricted) as referenced"
          + " from left_over";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final long run;
  private final Watermarks watermarks;
  private final int workers;

  /**
   * @param workers how many duties are asked about at a time; each has a snapshot of its own
   */
  public Verifier(
      JdbcTemplate jdbc,
      JdbcTransactionManager transactions,
      long run,
      Watermarks watermarks,
      int workers) {
    this.workers = workers;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    this.run = run;
    this.watermarks = watermarks;
  }

  public List<Result> verify(List<PlannedEnforcement> lines, List<EnforcementProgress> tallies) {
    return ParallelQueries.each(
        IntStream.range(0, lines.size()).boxed().toList(),
        workers,
        i ->
            Objects.requireNonNull(
                transaction.execute(status -> verify(lines.get(i), tallies.get(i)))));
  }

  private Result verify(PlannedEnforcement line, EnforcementProgress tally) {
    line.enforcement().settings().forEach(jdbc::execute);
    // The anchor's index now leads to rows that are gone; the table is read faster without it.
    boolean many = line.enforcement().verifiedAlone() && tally.done() > MANY * line.stored();
    if (many) {
      indexes("off");
    }
    Enforcement enforcement = line.enforcement();
    boolean remembers = watermarks.remembers(enforcement, line.stored());
    Map<String, Long> counts =
        counts(
            enforcement,
            (ActiveHolds.any(jdbc) ? enforcement : enforcement.unheld()).verification(),
            remembers);
    if (many) {
      indexes("on");
    }
    long remaining = Objects.requireNonNull(counts.remove("remaining"));
    counts.values().removeIf(count -> count == 0);
    remember(line, remembers, remaining, counts);
    long earlier = doneInLedger(enforcement) - tally.done();
    return new Result(
        enforcement.rule().name(),
        enforcement.collection(),
        enforcement.action(),
        enforcement.cutoff(),
        line.stored(),
        line.due() + Math.max(0, earlier),
        tally.done() + Math.max(0, earlier),
        counts.getOrDefault("held", 0L) + counts.getOrDefault(Result.REFERENCED, 0L),
        counts.getOrDefault("restricted", 0L),
        line.quarantined(),
        remaining,
        counts,
        oldest(enforcement, remaining == 0),
        enforcement.last() == null ? null : enforcement.last().everythingOn(),
        tally.millis());
  }

  private void indexes(String use) {
    for (String scan : List.of("indexscan", "indexonlyscan", "bitmapscan")) {
      jdbc.execute("set local enable_" + scan + " = " + use);
    }
  }

  /** A look that left something unexplained is none to go on from. */
  private void remember(
      PlannedEnforcement line, boolean remembers, long remaining, Map<String, Long> reasons) {
    long explained = reasons.values().stream().mapToLong(Long::longValue).sum();
    long waiting = Math.max(remaining, line.quarantined());
    if (remembers && explained == remaining && waiting <= Watermarks.MOST_WAITING) {
      watermarks.looked(line.enforcement(), run);
    } else if (line.enforcement().donesStay()) {
      watermarks.forget(line.enforcement());
    }
  }

  private Map<String, Long> counts(Enforcement enforcement, Sql leftOver, boolean remembers) {
    List<Object> values = new ArrayList<>(leftOver.values());
    String noted = "";
    if (remembers) {
      noted =
          ", noted as (insert into oubli.waiting (rule, collection, row_key, run)"
              + " select ?, ?, row_key, ?::bigint from left_over limit ?"
              + " on conflict (rule, collection, row_key) do update set run = excluded.run)";
      values.addAll(
          List.of(
              enforcement.rule().name(), enforcement.collection(), run, Watermarks.MOST_WAITING));
    }
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "with left_over as "
                + (remembers ? "materialized " : "")
                + "("
                + leftOver.text()
                + ")"
                + noted
                + COUNTS,
            (row, number) -> {
              Map<String, Long> counts = new TreeMap<>();
              for (String column : List.of("remaining", "held", "restricted", Result.REFERENCED)) {
                counts.put(column, row.getLong(column));
              }
              return counts;
            },
            values.toArray()));
  }

  private long doneInLedger(Enforcement enforcement) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select coalesce(sum(row_count), 0) from oubli.ledger_entry"
                + " where run = ? and rule = ? and collection = ? and action = ?",
            Long.class,
            run,
            enforcement.rule().name(),
            enforcement.collection(),
            enforcement.action()));
  }

  private @Nullable LocalDate oldest(Enforcement enforcement, boolean noneDue) {
    return enforcement
        .oldest(noneDue)
        .map(sql -> jdbc.queryForObject(sql.text(), LocalDate.class, sql.values().toArray()))
        .orElse(null);
  }
}
