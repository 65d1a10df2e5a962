package fr.oubli.purge;

import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.PaceLimits;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.platform.batch.GracefulStop;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.job.EnforcementProgress;
import fr.oubli.purge.job.Pace;
import fr.oubli.purge.job.PurgeEnd;
import fr.oubli.purge.job.PurgeJob;
import fr.oubli.purge.job.PurgeRun;
import fr.oubli.purge.pace.NightPace;
import fr.oubli.purge.pace.NightSessions;
import fr.oubli.purge.pace.StopWatch;
import fr.oubli.purge.pace.Throttle;
import fr.oubli.purge.pace.Until;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.Planner;
import fr.oubli.purge.plan.RowsTold;
import fr.oubli.purge.report.BegunRegister;
import fr.oubli.purge.report.OrphanReport;
import fr.oubli.purge.report.RetentionReport;
import fr.oubli.purge.report.UnreachedCount;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.registers.pseudonym.PseudonymSessions;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.schema.sql.FreshStatistics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One night: gates, plan, the job, its end. Nothing is touched before every gate has opened. A run
 * that failed or was killed is resumed by a launch of the same policy, map, day and rule; any other
 * unfinished run is ended as interrupted, and its evidence sealed.
 */
public final class NightlyPurge {

  private static final Logger LOG = LoggerFactory.getLogger(NightlyPurge.class);
  private static final String LAST_PART = "all steps are done; verifying, sealing, writing pages";
  private static final Duration CANCEL_AGAIN = Duration.ofMillis(200);

  private final Policy policy;
  private final DataMap map;
  private final NightSessions dataSource;
  private final Progress progress;
  private final Clock clock;
  private final RunReport more;
  private final PlanRegister register;
  private final NightPlans plans;
  private Duration startUp = Duration.ZERO;
  private Patience patience = Patience.OF_A_NIGHT;
  private Until until = Until.ITS_END;
  private @Nullable Today today;
  private boolean back;
  private volatile boolean acting;

  public NightlyPurge(
      Policy policy, DataMap map, DataSource dataSource, Progress progress, Clock clock) {
    this(policy, map, dataSource, progress, clock, RunReport.NONE);
  }

  /** Which also says what else is written of a run that ends. */
  public NightlyPurge(
      Policy policy,
      DataMap map,
      DataSource dataSource,
      Progress progress,
      Clock clock,
      RunReport more) {
    this.policy = policy;
    this.map = map;
    this.dataSource = new NightSessions(dataSource, policy.limits().pace() != null);
    this.progress = progress;
    this.clock = clock;
    this.more = more;
    this.register = new PlanRegister(this.dataSource);
    this.plans = new NightPlans(policy, register, progress);
  }

  /** The same night, which refuses a plan for a day that is still to come. */
  NightlyPurge notAfter(Today day) {
    this.today = day;
    return this;
  }

  /** The same night, for rows that are back from a backup: their files went with them before. */
  public NightlyPurge ofRowsThatAreBack() {
    this.back = true;
    return this;
  }

  /** The same night, which stops at a moment. */
  NightlyPurge until(Until end) {
    this.until = end;
    return this;
  }

  NightlyPurge with(Patience other) {
    this.patience = other;
    return this;
  }

  /**
   * @throws Refusal when a gate finds a problem; nothing was touched then
   */
  public PurgeOutcome run(PurgeOptions asked) {
    PaceLimits limits = policy.limits().pace();
    if (limits == null || asked.dryRun()) {
      return run(limits == null ? asked : asked.gently(), Throttle.FULL);
    }
    try (NightPace pace = NightPace.watch(limits, dataSource)) {
      return run(asked.gently(), pace).with(pace.told());
    }
  }

  /** What a signal interrupts before the job acts is nothing that could be lost. */
  private PurgeOutcome run(PurgeOptions asked, Throttle throttle) {
    try (GracefulStop stop = GracefulStop.on(this::stopBeforeItActs)) {
      return persevering(asked, throttle);
    }
  }

  /** Until it ends: a signal can come between two statements. */
  private void stopBeforeItActs() {
    while (!acting) {
      try {
        dataSource.cancel();
      } catch (NestedRuntimeException e) {
        LOG.debug("nothing could be taken back; the night ends by itself", e);
      }
      LockSupport.parkNanos(CANCEL_AGAIN.toNanos());
    }
  }

  private void mayComplete(RunLock lock, StopWatch end) {
    lock.refuseLost();
    end.refuseOver();
    progress.told(LAST_PART);
  }

  private void act() {
    acting = true;
    Perseverance.refuseStopping();
  }

  private PurgeOutcome persevering(PurgeOptions asked, Throttle throttle) {
    return new Perseverance(dataSource, patience, until, progress)
        .with(() -> once(asked, throttle));
  }

  private PurgeOutcome once(PurgeOptions asked, Throttle throttle) {
    acting = false;
    EarlyEnd early = new EarlyEnd(until, new RunRegister(dataSource));
    try (StopWatch end = StopWatch.on(until, dataSource);
        RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      end.refuseOver();
      Night night = night(asked);
      if (asked.dryRun()) {
        return plans.dryRun(night, RowsTold.NOBODY);
      }
      night.reports().check();
      return purge(night, lock, throttle, end);
    } catch (RuntimeException e) {
      if (early.explains(e)) {
        return early.beforeIt();
      }
      throw e;
    }
  }

  /**
   * A dry run that also lists the rows that would go, each with its key, for a person's own eyes.
   *
   * @param file that only its owner can read
   * @throws Refusal when a gate finds a problem, or the file is there already
   */
  public PurgeOutcome list(PurgeOptions asked, Path file) {
    RowList.refuseUnusable(file);
    try (GracefulStop stop = GracefulStop.on(this::stopBeforeItActs)) {
      return Perseverance.unlessStopping(() -> listed(asked, file));
    }
  }

  private PurgeOutcome listed(PurgeOptions asked, Path file) {
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Night night = night(asked);
      try (RowList list = new RowList(file, night.open().policy())) {
        PurgeOutcome outcome = plans.dryRun(night, list);
        return outcome.with(list.finish());
      }
    }
  }

  /** How long Spring took to start in the last run: the same for one row and for a million. */
  public Duration startUp() {
    return startUp;
  }

  private Night night(PurgeOptions asked) {
    register.endWhatIsOver();
    RunRegister runs = new RunRegister(dataSource);
    String hash = asked.plan() == null ? resumedPlan(runs, asked) : asked.plan();
    ApprovedPlan approved =
        hash == null ? null : register.approved(hash, policy.sha256(), map.sha256());
    PurgeOptions options = asked;
    if (approved != null) {
      approved.refuseAnotherRule(asked.onlyRule());
      options = approved.options(asked, runs.dayOfUnfinished(approved.hash()).orElse(null));
      if (asked.plan() == null) {
        progress.told("going on with plan %s as of %s".formatted(hash, options.asOf()));
      }
    }
    if (today != null && !asked.dryRun()) {
      today.refuseAfter(options.asOf());
    }
    PurgeGates.Open open = new PurgeGates(policy, map, dataSource).open(options);
    Terms terms = options.terms(policy, map);
    Watermarks watermarks =
        new Watermarks(new JdbcTemplate(dataSource), terms, policy.limits(), options.everything());
    // A plan's rows are found by their keys, wherever a look at what is new would look.
    Planner planner =
        new Planner(
            dataSource,
            approved == null ? watermarks::narrowed : Planner.Narrowing.EVERYTHING,
            options.workers());
    return new Night(options, terms, open, watermarks, planner, approved);
  }

  /** A run of an approved plan that was stopped is resumed as such, by whatever launch. */
  private @Nullable String resumedPlan(RunRegister runs, PurgeOptions asked) {
    return asked.dryRun()
        ? null
        : runs.planOfUnfinished(asked.terms(policy, map)).filter(register::keeps).orElse(null);
  }

  private PurgeOutcome purge(Night night, RunLock lock, Throttle throttle, StopWatch end) {
    PurgeOptions options = night.options();
    // A folder that nobody may name is refused before an earlier run is ended.
    RecordingFiles files = new RecordingFiles(options.recordings());
    RunRegister runs = new RunRegister(dataSource);
    RunSealing sealing = new RunSealing(dataSource, options.keys(), clock);
    sealing.refuseUnusable();
    Optional<Long> resumed = runs.unfinished(night.terms());
    sealing.sealInterrupted(runs, night.reports(), resumed.orElse(null));
    ApprovedPlan approved = night.approved();
    FolderGate folder = new FolderGate(files, back);
    Plan plan =
        plans.counted(
            night,
            night.planner().telling(folder),
            approved == null ? Set.of(Planner.Detail.ROWS) : Set.of());
    if (resumed.isEmpty() && approved == null) {
      plans.refuseOverLimits(night, plan);
    }
    folder.refuseAbsent();
    long run = night.begin(runs, resumed.orElse(null));
    new BegunRegister(new JdbcTemplate(dataSource)).note(run, plan);
    PurgeRun job =
        new PurgeRun(
            run,
            EnforcementProgress.of(plan),
            files,
            night.open().files(),
            new Pace(
                options.workers(),
                policy.limits().dropsWholePartitions(),
                patience.lockWait(),
                throttle,
                end),
            new LockedProgress(progress, lock));
    RunCompletion completion = completion(night, sealing);
    act();
    PurgeEnd<PurgeOutcome> ended =
        new PurgeJob(PseudonymSessions.of(dataSource, policy, options.keys()))
            .run(
                job,
                () -> {
                  mayComplete(lock, end);
                  return completion.complete(job);
                });
    end.close();
    startUp = ended.startUp();
    EarlyEnd early = new EarlyEnd(until, runs);
    PurgeOutcome outcome =
        ended.orElse(
            execution ->
                early.explains(execution)
                    ? early.of(job)
                    : new UnfinishedRun(runs, run).outcome(execution));
    if (approved == null) {
      return outcome;
    }
    register.endWhatIsOver();
    return outcome.with(approved.remarks(outcome.results()));
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
        new FreshStatistics(dataSource, map, night.open().catalog()),
        sealing,
        new RunReports(
            sealing,
            policy,
            map,
            new RetentionReport(night.open().policy(), map),
            orphans,
            night.reports(),
            more));
  }
}
