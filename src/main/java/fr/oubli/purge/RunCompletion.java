package fr.oubli.purge;

import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.SignedSeal;
import fr.oubli.platform.batch.ParallelQueries;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.job.EnforcementProgress;
import fr.oubli.purge.job.PurgeRun;
import fr.oubli.purge.job.Verifier;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.AgeRegister;
import fr.oubli.purge.report.Result;
import fr.oubli.purge.report.ResultRegister;
import fr.oubli.purge.report.UnreachedCount;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.registers.recording.StuckRemovals;
import fr.oubli.schema.sql.FreshStatistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Completes a run: verifies it, stores what it did, seals it, writes its files and its end. A run
 * that is killed meanwhile is completed again from the start, and ends the same.
 */
record RunCompletion(
    DataSource dataSource,
    PurgeOptions options,
    Watermarks watermarks,
    UnreachedCount unreached,
    FreshStatistics statistics,
    RunSealing sealing,
    RunReports reports) {

  /**
   * Waits until the seal, and with it all that the run changed, is on the server's disk; whoever
   * calls has no transaction.
   */
  PurgeOutcome complete(PurgeRun job) {
    long run = job.number();
    List<EnforcementProgress> enforcements = job.enforcements();
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    List<PlannedEnforcement> planned =
        enforcements.stream().map(EnforcementProgress::planned).toList();
    Verifier verifier = new Verifier(jdbc, transactions, run, watermarks, options.workers());
    List<Result> results = new LastRounds(jdbc, transactions, job, verifier).results();
    if (!sealing.isSealed(run)) {
      new ResultRegister(jdbc, transactions).store(run, results);
    }
    LastLooks looked = lastLooks(run, planned);
    boolean explained = results.stream().allMatch(result -> result.unexplained() == 0);
    String outcome = explained ? "done" : "failed";
    SignedSeal sealed = sealing.seal(run, outcome);
    List<Path> written = looked.reports().write(run, sealed, results);
    new RunRegister(dataSource).end(run, sealed.seal().outcome(outcome));
    List<String> remarks = new ArrayList<>(new RunRemarks(jdbc, run).of(results));
    remarks.addAll(unreached.remarks());
    remarks.addAll(looked.remarks());
    return new PurgeOutcome(
        code(results, new StuckRemovals(jdbc).any()), run, results, written, remarks);
  }

  /**
   * What is asked of all rows once they are done with.
   *
   * @param reports which know what they ask of all rows
   */
  private record LastLooks(List<String> remarks, RunReports reports) {}

  /** None of them waits for another; what lasts is begun first. */
  private LastLooks lastLooks(long run, List<PlannedEnforcement> planned) {
    List<String> collections = new RunRegister(dataSource).collections(run);
    AtomicReference<RunReports> looked = new AtomicReference<>(reports);
    List<String> remarks = new ArrayList<>();
    List<Runnable> looks = new ArrayList<>();
    boolean sealed = sealing.isSealed(run);
    if (!sealed) {
      looks.add(() -> unreached.note(run, planned));
    }
    looks.add(() -> looked.set(reports.looked()));
    if (!sealed) {
      looks.add(() -> ages(run, planned));
    }
    looks.add(() -> remarks.addAll(statistics.refresh(collections)));
    ParallelQueries.all(looks, options.workers());
    return new LastLooks(remarks, Objects.requireNonNull(looked.get()));
  }

  private void ages(long run, List<PlannedEnforcement> planned) {
    JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    new AgeRegister(new JdbcTemplate(dataSource), transactions, options.asOf(), options.workers())
        .store(run, planned);
  }

  private static ExitCode code(List<Result> results, boolean stuck) {
    if (results.stream().anyMatch(result -> result.unexplained() != 0)) {
      return ExitCode.FAILED;
    }
    boolean looked =
        stuck || results.stream().anyMatch(result -> result.quarantined() > 0 || result.busy() > 0);
    return looked ? ExitCode.QUARANTINE : ExitCode.DONE;
  }
}
