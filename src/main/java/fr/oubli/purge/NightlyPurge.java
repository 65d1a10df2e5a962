package fr.oubli.purge;

import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.job.EnforcementProgress;
import fr.oubli.purge.job.PurgeEnd;
import fr.oubli.purge.job.PurgeJob;
import fr.oubli.purge.job.PurgeRun;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.Planner;
import fr.oubli.purge.plan.Referred;
import fr.oubli.purge.report.OrphanReport;
import fr.oubli.purge.report.ReportFolder;
import fr.oubli.purge.report.UnreachedCount;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.registers.pseudonym.PseudonymSessions;
import fr.oubli.registers.recording.RecordingFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One night: gates, plan, the job, its end. Nothing is touched before every gate has opened. A run
 * that failed or was killed is resumed by a launch of the same policy, map, day and rule; any other
 * unfinished run is ended as interrupted, and its evidence sealed.
 */
public final class NightlyPurge {

  private final Policy policy;
  private final DataMap map;
  private final DataSource dataSource;
  private final Progress progress;
  private final Clock clock;
  private final RunReport more;
  private Duration startUp = Duration.ZERO;

  public NightlyPurge(
      Policy policy, DataMap map, DataSource dataSource, Progress progress, Clock clock) {
    this(policy, map, dataSource, progress, clock, RunReport.NONE);
  }

  /**
   * @param more what else is written of a run that ends
   */
  public NightlyPurge(
      Policy policy,
      DataMap map,
      DataSource dataSource,
      Progress progress,
      Clock clock,
      RunReport more) {
    this.policy = policy;
    this.map = map;
    this.dataSource = dataSource;
    this.progress = progress;
    this.clock = clock;
    this.more = more;
  }

  /**
   * @throws Refusal when a gate finds a problem; nothing was touched then
   */
  public PurgeOutcome run(PurgeOptions asked) {
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Night night = night(asked);
      if (asked.dryRun()) {
        return dryRun(night);
      }
      night.reports().check();
      return purge(night);
    }
  }

  /** How long Spring took to start in the last run: the same for one row and for a million. */
  public Duration startUp() {
    return startUp;
  }

  /** What a launch works with, once every gate has opened. */
  private record Night(
      PurgeOptions options,
      Terms terms,
      PurgeGates.Open open,
      Watermarks watermarks,
      Planner planner,
      PlanRegister approval) {

    ReportFolder reports() {
      return new ReportFolder(options.reports(), options.asOf());
    }

    String hash(Plan plan) {
      return PlanRegister.hash(terms, plan);
    }

    void remember(String hash, Plan plan) {
      approval.remember(hash, terms, PlanTable.of(plan), options.operator());
    }
  }

  private Night night(PurgeOptions asked) {
    PlanRegister approval = new PlanRegister(dataSource);
    String approved = asked.plan();
    PurgeOptions options = approved == null ? asked : asked.asOf(approval.dayOf(approved));
    PurgeGates.Open open = new PurgeGates(policy, map, dataSource).open(options);
    Terms terms =
        new Terms(
            options.asOf(),
            policy.name(),
            policy.sha256(),
            map.sha256(),
            options.onlyRule(),
            options.plan());
    Watermarks watermarks =
        new Watermarks(new JdbcTemplate(dataSource), terms, policy.limits(), options.everything());
    Planner planner = new Planner(dataSource, watermarks::narrowed, options.workers());
    return new Night(options, terms, open, watermarks, planner, approval);
  }

  private PurgeOutcome dryRun(Night night) {
    Plan plan =
        night
            .planner()
            .plan(
                night.options().asOf(),
                night.open().enforcements(),
                EnumSet.of(Planner.Detail.OLDEST, Planner.Detail.REFERRERS));
    String hash = night.hash(plan);
    night.remember(hash, plan);
    List<String> remarks = new ArrayList<>();
    remarks.add(PlanTable.of(plan));
    remarks.add("nothing was touched; plan " + hash + " as of " + night.options().asOf());
    remarks.addAll(plan.overLines(policy.limits()));
    Referred.of(plan).forEach(each -> remarks.add(each.line()));
    return new PurgeOutcome(
        plan.quarantines() ? ExitCode.QUARANTINE : ExitCode.DONE, 0, List.of(), List.of(), remarks);
  }

  private PurgeOutcome purge(Night night) {
    PurgeOptions options = night.options();
    RunRegister register = new RunRegister(dataSource);
    RunSealing sealing = new RunSealing(dataSource, options.keys(), clock);
    Optional<Long> resumed = register.unfinished(night.terms());
    sealing.sealInterrupted(register, night.reports(), resumed.orElse(null));
    Plan plan =
        night
            .planner()
            .plan(options.asOf(), night.open().enforcements(), Set.of(Planner.Detail.ROWS));
    if (resumed.isEmpty()) {
      approve(night, plan);
    }
    long run = resumed.orElseGet(() -> register.start(night.terms(), options.operator()));
    List<EnforcementProgress> enforcements = EnforcementProgress.of(plan);
    RunCompletion completion = completion(night, sealing);
    PurgeEnd<PurgeOutcome> end =
        new PurgeJob(PseudonymSessions.of(dataSource, policy, options.keys()))
            .run(
                new PurgeRun(
                    run,
                    enforcements,
                    new RecordingFiles(options.recordings()),
                    night.open().files(),
                    options.workers(),
                    policy.limits().dropsWholePartitions(),
                    progress),
                () -> completion.complete(run, enforcements));
    startUp = end.startUp();
    return end.orElse(execution -> unfinished(register, run, execution));
  }

  private RunCompletion completion(Night night, RunSealing sealing) {
    PurgeOptions options = night.options();
    OrphanReport orphans =
        new OrphanReport(
            dataSource, night.open().files(), new RecordingFiles(options.recordings()));
    UnreachedCount unreached =
        new UnreachedCount(
            new JdbcTemplate(dataSource),
            new TransactionTemplate(new JdbcTransactionManager(dataSource)),
            policy,
            night.open().eligibilities(),
            night.terms(),
            options.everything());
    return new RunCompletion(
        dataSource,
        options,
        night.watermarks(),
        unreached,
        sealing,
        new RunReports(dataSource, policy, map, orphans, night.reports(), more));
  }

  /** A run over the limits needs the hash of a plan of exactly these rows. */
  private void approve(Night night, Plan plan) {
    String approved = night.options().plan();
    List<String> over = plan.overLines(policy.limits());
    if (approved == null && over.isEmpty()) {
      return;
    }
    String hash = night.hash(plan);
    if (approved == null) {
      night.remember(hash, plan);
      List<String> lines = new ArrayList<>(over);
      lines.add(
          "nothing was touched; read the plan with --dry-run, then run it with --plan " + hash);
      throw new Refusal(ExitCode.REFUSED, lines);
    }
    if (!hash.equals(approved)) {
      throw new Refusal(
          ExitCode.REFUSED,
          "plan "
              + approved
              + " no longer holds: the rows, the policy or the map changed since it was made;"
              + " make a new one with --dry-run");
    }
  }

  private static PurgeOutcome unfinished(RunRegister register, long run, JobExecution execution) {
    boolean stopped = execution.getStatus() == BatchStatus.STOPPED;
    register.pause(run, stopped ? "stopped" : "failed");
    List<String> remarks = new ArrayList<>();
    execution.getAllFailureExceptions().stream()
        .map(Failures::line)
        .distinct()
        .forEach(remarks::add);
    remarks.add(
        "run "
            + run
            + (stopped ? " was stopped" : " failed")
            + "; run the same command again to resume it");
    return new PurgeOutcome(ExitCode.FAILED, run, List.of(), List.of(), remarks);
  }
}
