package fr.oubli.purge;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.platform.batch.BatchRuntime;
import fr.oubli.platform.batch.GracefulStop;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.job.EnforcementStep;
import fr.oubli.purge.job.PurgeJob;
import fr.oubli.purge.job.PurgeLaunch;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.Planner;
import fr.oubli.purge.plan.Referred;
import fr.oubli.purge.report.EnforcementProgress;
import fr.oubli.purge.report.Reports;
import fr.oubli.purge.report.UnreachedCount;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.registers.recording.PathGate;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.gate.Gates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One night: gates, plan, the job, its end. Nothing is touched before every gate has opened. A run
 * that failed or was killed is resumed by a launch of the same policy, map, day and rule; any other
 * unfinished run is closed as interrupted, its evidence sealed.
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
   * @throws Refusal when a gate stays shut; nothing was touched then
   */
  public PurgeOutcome run(PurgeOptions asked) {
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      PlanApproval approval = new PlanApproval(dataSource);
      PurgeOptions options =
          asked.plan() == null ? asked : asked.asOf(approval.dayOf(asked.plan()));
      Gated gated = gates(options);
      Terms terms = terms(options);
      Watermarks watermarks =
          new Watermarks(
              new JdbcTemplate(dataSource), terms, policy.limits(), options.everything());
      Planner planner = new Planner(dataSource, watermarks::narrowed, options.workers());
      if (options.dryRun()) {
        return dryRun(options, terms, planner, gated, approval);
      }
      Reports reports = new Reports(options.reports(), options.asOf());
      reports.check();
      return purge(options, terms, planner, watermarks, gated, approval, reports);
    }
  }

  /** How long Spring took to start in the last run: the same for one row and for a million. */
  public Duration startUp() {
    return startUp;
  }

  /** What may run once every gate has opened. */
  private record Gated(
      Eligibilities eligibilities, List<Enforcement> enforcements, Map<Table, String> files) {}

  private Gated gates(PurgeOptions options) {
    String only = options.onlyRule();
    if (only != null && policy.rules().stream().noneMatch(rule -> rule.name().equals(only))) {
      throw new Refusal(ExitCode.INVALID, "the policy has no rule " + only);
    }
    Catalog catalog = Catalog.read(dataSource, map);
    Gates.refuse(Gates.check(dataSource, catalog, map, policy), map);
    Map<Table, String> files = PathGate.files(policy, map, catalog);
    Gates.refuse(new PathGate(new JdbcTemplate(dataSource)).problems(files), map);
    Eligibilities eligibilities = new Eligibilities(policy, map, catalog, options.asOf());
    return new Gated(eligibilities, eligibilities.enforcements(only), files);
  }

  private Terms terms(PurgeOptions options) {
    return new Terms(
        options.asOf(),
        policy.name(),
        policy.sha256(),
        map.sha256(),
        options.onlyRule(),
        options.plan());
  }

  private PurgeOutcome dryRun(
      PurgeOptions options, Terms terms, Planner planner, Gated gated, PlanApproval approval) {
    Plan plan = planner.plan(options.asOf(), gated.enforcements(), true);
    String hash = PlanApproval.hash(terms, plan, planner.fingerprints(plan));
    String table = PlanTable.of(plan);
    approval.remember(hash, terms, table, options.operator());
    List<String> remarks = new ArrayList<>();
    remarks.add(table);
    remarks.add("nothing was touched; plan " + hash + " as of " + options.asOf());
    remarks.addAll(plan.overLines(policy.limits()));
    Referred.of(new JdbcTemplate(dataSource), plan, gated.eligibilities())
        .forEach(each -> remarks.add(each.line()));
    return new PurgeOutcome(
        plan.quarantines() ? ExitCode.QUARANTINE : ExitCode.DONE, 0, List.of(), List.of(), remarks);
  }

  private PurgeOutcome purge(
      PurgeOptions options,
      Terms terms,
      Planner planner,
      Watermarks watermarks,
      Gated gated,
      PlanApproval approval,
      Reports reports) {
    RunRegister register = new RunRegister(dataSource);
    UnreachedCount unreached =
        new UnreachedCount(
            new JdbcTemplate(dataSource),
            new TransactionTemplate(new JdbcTransactionManager(dataSource)),
            policy,
            gated.eligibilities(),
            terms,
            options.everything());
    RunCompletion closing =
        new RunCompletion(
            dataSource,
            policy,
            gated.files(),
            options,
            reports,
            register,
            clock,
            map,
            more,
            watermarks,
            unreached);
    closing.interruptedBeside(register.unfinished(terms).orElse(null));
    Optional<Long> resumed = register.unfinished(terms);
    Plan plan = planner.plan(options.asOf(), gated.enforcements(), false);
    if (resumed.isEmpty()) {
      approve(options, terms, planner, plan, approval);
    }
    long run = resumed.orElseGet(() -> register.start(terms, options.operator()));
    List<EnforcementProgress> tallies =
        Stream.generate(EnforcementProgress::new).limit(plan.lines().size()).toList();
    JobExecution execution = execute(options, plan, tallies, run, closing);
    if (execution.getStatus() == BatchStatus.COMPLETED) {
      return closing.outcome();
    }
    return unfinished(register, run, execution);
  }

  private JobExecution execute(
      PurgeOptions options,
      Plan plan,
      List<EnforcementProgress> tallies,
      long run,
      RunCompletion closing) {
    long opening = System.nanoTime();
    try (BatchRuntime batch = BatchRuntime.open(dataSource);
        SimpleAsyncTaskExecutor lanes =
            batch.lanes(options.workers() + EnforcementStep.WAITING_LANES)) {
      startUp = Duration.ofNanos(System.nanoTime() - opening);
      PurgeLaunch launch = new PurgeLaunch(batch.repository(), batch.operator());
      try (GracefulStop stop = GracefulStop.on(launch::stop)) {
        PurgeJob job =
            new PurgeJob(
                batch.repository(),
                batch.transactions(),
                dataSource,
                lanes,
                progress,
                policy.limits().dropsWholePartitions());
        return launch.launch(
            job.build(
                plan.lines(),
                tallies,
                run,
                options.workers(),
                new RecordingFiles(options.recordings()),
                number -> closing.close(number, plan.lines(), tallies)),
            run);
      }
    }
  }

  /** A run over the limits needs the hash of a plan of exactly these rows. */
  private void approve(
      PurgeOptions options, Terms terms, Planner planner, Plan plan, PlanApproval approval) {
    List<String> over = plan.overLines(policy.limits());
    if (options.plan() == null && over.isEmpty()) {
      return;
    }
    String hash = PlanApproval.hash(terms, plan, planner.fingerprints(plan));
    if (options.plan() == null) {
      approval.remember(hash, terms, PlanTable.of(plan), options.operator());
      List<String> lines = new ArrayList<>(over);
      lines.add(
          "nothing was touched; read the plan with --dry-run, then run it with --plan " + hash);
      throw new Refusal(ExitCode.REFUSED, lines);
    }
    if (!hash.equals(options.plan())) {
      throw new Refusal(
          ExitCode.REFUSED,
          "plan "
              + options.plan()
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
