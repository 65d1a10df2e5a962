package fr.oubli.purge;

import fr.oubli.decision.statement.NulledReferences;
import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.SealKey;
import fr.oubli.evidence.Sealing;
import fr.oubli.evidence.SignedSeal;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.job.Verifier;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.AgeRegister;
import fr.oubli.purge.report.EnforcementProgress;
import fr.oubli.purge.report.OrphanReport;
import fr.oubli.purge.report.Reports;
import fr.oubli.purge.report.Result;
import fr.oubli.purge.report.ResultRegister;
import fr.oubli.purge.report.RetentionReport;
import fr.oubli.purge.report.UnreachedCount;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.schema.catalog.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Closes a run: verification, results, seal, the seal's copy outside the database, report. */
final class RunCompletion {

  private final DataSource dataSource;
  private final Policy policy;
  private final Map<Table, String> files;
  private final PurgeOptions options;
  private final Reports reports;
  private final RunRegister register;
  private final Clock clock;
  private final RunReport more;
  private final DataMap map;
  private final Watermarks watermarks;
  private final UnreachedCount unreached;
  private @Nullable PurgeOutcome outcome;

  RunCompletion(
      DataSource dataSource,
      Policy policy,
      Map<Table, String> files,
      PurgeOptions options,
      Reports reports,
      RunRegister register,
      Clock clock,
      DataMap map,
      RunReport more,
      Watermarks watermarks,
      UnreachedCount unreached) {
    this.dataSource = dataSource;
    this.policy = policy;
    this.files = Map.copyOf(files);
    this.options = options;
    this.reports = reports;
    this.register = register;
    this.clock = clock;
    this.map = map;
    this.more = more;
    this.watermarks = watermarks;
    this.unreached = unreached;
  }

  void close(long run, List<PlannedEnforcement> lines, List<EnforcementProgress> tallies) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    List<Result> results =
        new Verifier(jdbc, transactions, run, watermarks, options.workers()).verify(lines, tallies);
    new ResultRegister(jdbc, transactions).store(run, results);
    new AgeRegister(jdbc, transactions, options.asOf(), options.workers()).store(run, lines);
    unreached.note(run, lines);
    SignedSeal sealed = sealing().seal(run);
    List<Path> written = new ArrayList<>();
    written.add(new RetentionReport(policy).write(reports.folder(), sealed, results));
    new OrphanReport(dataSource, files, new RecordingFiles(options.recordings()))
        .write(reports.folder())
        .ifPresent(written::add);
    written.add(reports.seal(run, sealed.copy()));
    written.addAll(
        more.write(
            new RunReport.Sealed(dataSource, policy, map, run, options.asOf(), reports.folder())));
    boolean explained = results.stream().allMatch(result -> result.unexplained() == 0);
    register.end(run, explained ? "done" : "failed");
    List<String> remarks = remarks(results);
    lines.forEach(line -> remarks.addAll(deciding(line, results)));
    remarks.addAll(detached(jdbc, run));
    unreached.remark().ifPresent(remarks::add);
    outcome = new PurgeOutcome(code(results), run, results, written, remarks);
  }

  PurgeOutcome outcome() {
    if (outcome == null) {
      throw new IllegalStateException("the job completed without its last step");
    }
    return outcome;
  }

  /** Runs that were left behind are closed: what they did is sealed under their own number. */
  void interruptedBeside(@Nullable Long resumed) {
    for (long left : register.abandonedBeside(resumed)) {
      reports.seal(left, sealing().seal(left).copy());
      register.end(left, "interrupted");
    }
  }

  private Sealing sealing() {
    return new Sealing(dataSource, SealKey.in(options.keys()), clock);
  }

  private static ExitCode code(List<Result> results) {
    if (results.stream().anyMatch(result -> result.unexplained() != 0)) {
      return ExitCode.FAILED;
    }
    boolean quarantine = results.stream().anyMatch(result -> result.quarantined() > 0);
    return quarantine ? ExitCode.QUARANTINE : ExitCode.DONE;
  }

  private static List<String> remarks(List<Result> results) {
    List<String> remarks = new ArrayList<>();
    for (Result result : results) {
      String name = result.rule() + ":" + result.collection();
      if (result.unexplained() != 0) {
        remarks.add(
            "%s: %d due rows remain that nothing explains; see the log, then run again"
                .formatted(name, result.unexplained()));
      }
      result
          .reasons()
          .forEach(
              (reason, count) ->
                  remarks.add("%s: %d rows stay: %s".formatted(name, count, said(reason))));
      long notDone = result.due() - result.done() - result.remaining();
      if (notDone > 0) {
        remarks.add(
            "%s: %d rows were no longer due at their turn: another rule took them, or they changed"
                .formatted(name, notDone));
      }
    }
    newOnly(results).ifPresent(remarks::add);
    return remarks;
  }

  private static String said(String reason) {
    return reason.equals(Result.REFERENCED)
        ? "rows refer to them that are not due, named by jobs/check"
        : reason;
  }

  /** Nothing else explains a row that its statement should have changed and did not. */
  private static List<String> deciding(PlannedEnforcement line, List<Result> results) {
    String name = line.enforcement().name();
    boolean unexplained =
        results.stream()
            .anyMatch(r -> (r.rule() + ":" + r.collection()).equals(name) && r.unexplained() != 0);
    List<String> triggers = line.enforcement().decidingTriggers();
    return unexplained && !triggers.isEmpty()
        ? List.of(
            "%s: the table has triggers that can keep a row as it is: %s"
                .formatted(name, String.join(", ", triggers)))
        : List.of();
  }

  private static List<String> detached(JdbcTemplate jdbc, long run) {
    return jdbc.query(
        "select rule, collection, sum(row_count) from oubli.ledger_entry"
            + " where run = ? and action = ? group by 1, 2 order by 1, 2",
        (row, number) ->
            "%s:%s: %d rows lost their reference to a row that went"
                .formatted(row.getString(1), row.getString(2), row.getLong(3)),
        run,
        NulledReferences.ACTION);
  }

  private static Optional<String> newOnly(List<Result> results) {
    return results.stream()
        .filter(result -> result.everythingOn() != null)
        .map(
            result ->
                "%s:%s (%s)".formatted(result.rule(), result.collection(), result.everythingOn()))
        .reduce((one, other) -> one + ", " + other)
        .map(
            names ->
                "looked at what is new; at everything with --everything, and last on the day named: "
                    + names);
  }
}
