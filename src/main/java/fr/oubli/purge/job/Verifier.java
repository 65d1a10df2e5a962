package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.decision.keep.HoldsInForce;
import fr.oubli.platform.batch.ParallelQueries;
import fr.oubli.purge.plan.EnforcementGroups;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.BegunRegister;
import fr.oubli.purge.report.BegunRegister.Begun;
import fr.oubli.purge.report.Result;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the database what is still due after the run, and why. The question is put in another way
 * than the one that chose the rows, so that a fault in one of the two shows.
 */
public final class Verifier {

  /** The share of the stored rows from which on an index on the date leads mostly to gone rows. */
  private static final double MANY = 0.05;

  private static final String COUNTS =
      " select count(*) as remaining, count(*) filter (where held) as held,"
          + " count(*) filter (where restricted and not held) as restricted,"
          + " count(*) filter (where referenced and not held and not restricted) as referenced";

  /** What nothing else keeps and no plan had. */
  private static final String UNPLANNED =
      ", count(*) filter (where unplanned and not held and not restricted and not referenced)"
          + " as unplanned";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final long run;
  private final Watermarks watermarks;
  private final Map<String, Begun> begun;
  private final int workers;

  /**
   * @param workers how many enforcements are verified at a time, each in a snapshot of its own
   */
  public Verifier(
      JdbcTemplate jdbc,
      JdbcTransactionManager transactions,
      long run,
      Watermarks watermarks,
      int workers) {
    this.jdbc = jdbc;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    this.run = run;
    this.watermarks = watermarks;
    this.begun = new BegunRegister(jdbc).of(run);
    this.workers = workers;
  }

  /** What was verified so far is not all that the run does. */
  public void actsAgain() {
    watermarks.actsAgain(run);
  }

  /** The results, in the order of the enforcements; a new watermark is stored where one is kept. */
  public List<Result> verify(List<EnforcementProgress> enforcements) {
    List<List<EnforcementProgress>> groups =
        EnforcementGroups.sharing(enforcements, one -> one.enforcement().verificationTables());
    List<List<Result>> results =
        ParallelQueries.each(
            groups,
            workers,
            group -> Objects.requireNonNull(snapshot.execute(status -> verifyAll(group))));
    return EnforcementGroups.inOrder(enforcements, groups, results);
  }

  private List<Result> verifyAll(List<EnforcementProgress> group) {
    SessionTables tables = new SessionTables(jdbc);
    return group.stream().map(one -> verify(one, tables)).toList();
  }

  private Result verify(EnforcementProgress progress, SessionTables tables) {
    PlannedEnforcement planned = progress.planned();
    Enforcement enforcement = planned.enforcement();
    enforcement.settings().forEach(jdbc::execute);
    tables.make(enforcement.verificationTables());
    boolean remembers = watermarks.isKept(enforcement, planned.stored());
    Map<String, Long> counts = counts(progress, remembers);
    long remaining = Objects.requireNonNull(counts.remove("remaining"));
    counts.values().removeIf(count -> count == 0);
    long outside = remembers ? noteOutside(enforcement) : 0;
    setWatermark(planned, remembers && outside <= Watermarks.MOST_WAITING, remaining, counts);
    long earlier = Math.max(0, doneInLedger(enforcement) - progress.done());
    Begun found = new Begun(planned.stored(), planned.due());
    return new Result(
        planned,
        begun.getOrDefault(enforcement.name(), found),
        new Result.Work(
            earlier, again(planned, earlier, remaining), progress.done(), progress.millis()),
        new Result.LeftOver(remaining, counts, oldest(enforcement, remaining == 0)));
  }

  private Map<String, Long> counts(EnforcementProgress progress, boolean remembers) {
    Enforcement enforcement = progress.enforcement();
    // The index on the date now leads to rows that are gone: reading the table is faster.
    boolean many =
        enforcement.verifiedAlone() && progress.done() > MANY * progress.planned().stored();
    if (many) {
      indexes("off");
    }
    Sql leftOver = enforcement.registering(HoldsInForce.read(jdbc)).verification();
    Map<String, Long> counts = counts(enforcement, leftOver, remembers);
    if (many) {
      indexes("on");
    }
    return counts;
  }

  private void indexes(String use) {
    for (String scan : List.of("indexscan", "indexonlyscan", "bitmapscan")) {
      jdbc.execute("set local enable_" + scan + " = " + use);
    }
  }

  /** No night may go on from one that left a row unexplained, or more rows than are noted. */
  private void setWatermark(
      PlannedEnforcement planned, boolean remembers, long remaining, Map<String, Long> reasons) {
    long explained = reasons.values().stream().mapToLong(Long::longValue).sum();
    boolean noted = remaining <= Watermarks.MOST_WAITING && planned.unlisted() == 0;
    if (remembers && explained == remaining && noted) {
      watermarks.set(planned.enforcement(), run);
    } else if (planned.enforcement().doneRowsStay()) {
      watermarks.remove(planned.enforcement());
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
    List<String> columns =
        new ArrayList<>(List.of("remaining", "held", "restricted", Result.REFERENCED));
    if (enforcement.plan() != null) {
      columns.add(Result.UNPLANNED);
    }
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "with left_over as "
                + (remembers ? "materialized " : "")
                + "("
                + leftOver.text()
                + ")"
                + noted
                + COUNTS
                + (enforcement.plan() == null ? "" : UNPLANNED)
                + " from left_over",
            (row, number) -> {
              Map<String, Long> counts = new TreeMap<>();
              for (String column : columns) {
                counts.put(column, row.getLong(column));
              }
              return counts;
            },
            values.toArray()));
  }

  /**
   * Notes the rows that would be due if the rule's conditions did not leave them out: what the
   * conditions ask of may change, and no date would lead the next night to them.
   */
  private long noteOutside(Enforcement enforcement) {
    if (enforcement.outsideKeys().isEmpty()) {
      return 0;
    }
    Sql keys = enforcement.outsideKeys().get();
    List<Object> values =
        new ArrayList<>(List.of(enforcement.rule().name(), enforcement.collection(), run));
    values.addAll(keys.values());
    values.add(Watermarks.MOST_WAITING + 1);
    return jdbc.update(
        "insert into oubli.waiting (rule, collection, row_key, run)"
            + " select ?, ?, row_key, ?::bigint from ("
            + keys.text()
            + ") outside limit ?"
            + " on conflict (rule, collection, row_key) do update set run = excluded.run",
        values.toArray());
  }

  /** Rows of which an earlier launch left what is needed: they are due, and in the plan again. */
  private long again(PlannedEnforcement planned, long earlier, long remaining) {
    if (earlier == 0 || remaining == 0) {
      return 0;
    }
    Enforcement enforcement = planned.enforcement();
    Sql leftOver = enforcement.verification();
    List<Object> values = new ArrayList<>(leftOver.values());
    values.addAll(
        List.of(
            run, enforcement.rule().name(), enforcement.collection(), enforcement.action().word()));
    long both =
        Objects.requireNonNull(
            jdbc.queryForObject(
                "with left_over as ("
                    + leftOver.text()
                    + ") select count(*) from left_over where row_key in (select unnest("
                    + "row_keys::text[]) from oubli.ledger_entry"
                    + " where run = ? and rule = ? and collection = ? and action = ?)",
                Long.class,
                values.toArray()));
    return Math.min(earlier, Math.max(0, both - planned.inPart()));
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
            enforcement.action().word()));
  }

  private @Nullable LocalDate oldest(Enforcement enforcement, boolean noneDue) {
    return enforcement
        .oldest(noneDue)
        .map(sql -> jdbc.queryForObject(sql.text(), LocalDate.class, sql.values().toArray()))
        .orElse(null);
  }
}
