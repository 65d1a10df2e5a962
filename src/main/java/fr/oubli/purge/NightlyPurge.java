package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.job.EnforcementProgress;
import fr.oubli.purge.job.Pace;
import fr.oubli.purge.job.PurgeEnd;
import fr.oubli.purge.job.PurgeJob;
import fr.oubli.purge.job.PurgeRun;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.plan.Planner;
import fr.oubli.purge.plan.Referred;
import fr.oubli.purge.plan.RowsTold;
import fr.oubli.purge.report.BegunRegister;
import fr.oubli.purge.report.OrphanReport;
import fr.oubli.purge.report.ReportFolder;
import fr.oubli.purge.report.RetentionReport;
import fr.oubli.purge.report.UnreachedCount;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.registers.pseudonym.PseudonymSessions;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.schema.sql.FreshStatistics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One night: gates, plan, the job, its end. Nothing is touched before every gate has opened. A run
 * that failed or was killed is resumed by a launch of the same policy, map, day and rule; any other
 * unfinished run is ended as interrupted, and its evidence sealed.
 */
public final class NightlyPurge {

  private static final Set<Planner.Detail> TOLD =
      EnumSet.of(Planner.Detail.OLDEST, Planner.Detail.REFERRERS);

  private final Policy policy;
  private final DataMap map;
  private final DataSource dataSource;
  private final Progress progress;
  private final Clock clock;
  private final RunReport more;
  private final PlanRegister register;
  private Duration startUp = Duration.ZERO;
  private Patience patience = Patience.OF_A_NIGHT;
  private @Nullable Today today;

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
    this.register = new PlanRegister(dataSource);
  }

  /** The same night, which refuses a plan for a day that is still to come. */
  NightlyPurge notAfter(Today day) {
    this.today = day;
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
    return new Perseverance(dataSource, patience, progress).with(() -> once(asked));
  }

  private PurgeOutcome once(PurgeOptions asked) {
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Night night = night(asked);
      if (asked.dryRun()) {
        return dryRun(night, RowsTold.NOBODY);
      }
      night.reports().check();
      return purge(night, lock);
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
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Night night = night(asked);
      try (RowList list = new RowList(file, night.open().policy())) {
        PurgeOutcome outcome = dryRun(night, list);
        return outcome.with(list.finish());
      }
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
      @Nullable ApprovedPlan approved) {

    ReportFolder reports() {
      return new ReportFolder(options.reports(), options.asOf());
    }

    /** What it may do: where a plan was approved, on the plan's rows. */
    List<Enforcement> enforcements() {
      return approved == null
          ? open.enforcements()
          : open.enforcements().stream().map(each -> each.within(approved.making())).toList();
    }
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
    }
    if (today != null && !asked.dryRun()) {
      today.refuseAfter(options.asOf());
    }
    PurgeGates.Open open = new PurgeGates(policy, map, dataSource).open(options);
    Terms terms = terms(options);
    Watermarks watermarks =
        new Watermarks(new JdbcTemplate(dataSource), terms, policy.limits(), options.everything());
    // A plan's rows are found by their keys, wherever a look at what is new would look.
    Planner.Narrowing narrowing =
        approved == null ? watermarks::narrowed : Planner.Narrowing.EVERYTHING;
    Planner planner = new Planner(dataSource, narrowing, options.workers());
    return new Night(options, terms, open, watermarks, planner, approved);
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

  /** A run of an approved plan that was stopped is resumed as such, by whatever launch. */
  private @Nullable String resumedPlan(RunRegister runs, PurgeOptions asked) {
    return asked.dryRun()
        ? null
        : runs.planOfUnfinished(terms(asked)).filter(register::keeps).orElse(null);
  }

  private PurgeOutcome dryRun(Night night, RowsTold told) {
    ApprovedPlan approved = night.approved();
    List<String> remarks = new ArrayList<>();
    Plan plan;
    if (approved == null) {
      NamedPlan made = make(night, told, true);
      plan = made.plan();
      remarks.add(PlanTable.of(plan));
      remarks.add("nothing was touched; plan " + made.hash() + " as of " + plan.asOf());
      remarks.addAll(plan.overLines(policy.limits()));
    } else {
      plan = counted(night, night.planner().telling(told), TOLD);
      remarks.add(PlanTable.of(plan));
      remarks.add(
          "nothing was touched; of plan %s, %d of %d rows would go as of %s"
              .formatted(
                  approved.hash(),
                  plan.lines().stream().mapToLong(PlannedEnforcement::actionable).sum(),
                  approved.rows().values().stream().mapToLong(Long::longValue).sum(),
                  plan.asOf()));
    }
    Referred.of(plan).forEach(each -> remarks.add(each.line()));
    return new PurgeOutcome(
        plan.quarantines() ? ExitCode.QUARANTINE : ExitCode.DONE, 0, List.of(), List.of(), remarks);
  }

  /** A plan that keeps its rows, and its hash. */
  private record NamedPlan(Plan plan, String hash) {}

  /**
   * @param asked somebody asked for the plan; else the night is refused without one
   */
  private NamedPlan make(Night night, RowsTold told, boolean asked) {
    String making = UUID.randomUUID().toString();
    Plan plan = counted(night, night.planner().keeping(making).telling(told), TOLD);
    String hash = PlanRegister.hash(night.terms(), plan);
    register.remember(
        new PlanRegister.Made(
            hash, making, asked, PlanTable.whole(plan), night.options().operator()),
        night.terms());
    return new NamedPlan(plan, hash);
  }

  private Plan counted(Night night, Planner planner, Set<Planner.Detail> details) {
    return new PlanCount(progress)
        .of(planner, night.options().asOf(), night.enforcements(), details);
  }

  private PurgeOutcome purge(Night night, RunLock lock) {
    PurgeOptions options = night.options();
    RunRegister runs = new RunRegister(dataSource);
    RunSealing sealing = new RunSealing(dataSource, options.keys(), clock);
    Optional<Long> resumed = runs.unfinished(night.terms());
    sealing.sealInterrupted(runs, night.reports(), resumed.orElse(null));
    ApprovedPlan approved = night.approved();
    RecordingFiles files = new RecordingFiles(options.recordings());
    FolderGate folder = new FolderGate(files);
    Plan plan =
        counted(
            night,
            night.planner().telling(folder),
            approved == null ? Set.of(Planner.Detail.ROWS) : Set.of());
    if (resumed.isEmpty() && approved == null) {
      refuseOverLimits(night, plan);
    }
    folder.refuseAbsent();
    long run = resumed.orElseGet(() -> runs.start(night.terms(), options.operator()));
    new BegunRegister(new JdbcTemplate(dataSource)).note(run, plan);
    PurgeRun job =
        new PurgeRun(
            run,
            EnforcementProgress.of(plan),
            files,
            night.open().files(),
            new Pace(
                options.workers(), policy.limits().dropsWholePartitions(), patience.lockWait()),
            new LockedProgress(progress, lock));
    RunCompletion completion = completion(night, sealing);
    PurgeEnd<PurgeOutcome> end =
        new PurgeJob(PseudonymSessions.of(dataSource, policy, options.keys()))
            .run(
                job,
                () -> {
                  lock.refuseLost();
                  return completion.complete(job);
                });
    startUp = end.startUp();
    PurgeOutcome outcome = end.orElse(execution -> new UnfinishedRun(runs, run).outcome(execution));
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
            dataSource,
            policy,
            map,
            new RetentionReport(night.open().policy()),
            orphans,
            night.reports(),
            more));
  }

  /** A run over the limits acts on the rows of a plan that somebody approved. */
  private void refuseOverLimits(Night night, Plan plan) {
    List<String> over = plan.overLines(policy.limits());
    if (!over.isEmpty()) {
      List<String> lines = new ArrayList<>(over);
      lines.add(
          "nothing was touched; read the plan with --dry-run, then run it with --plan "
              + make(night, RowsTold.NOBODY, false).hash());
      throw new Refusal(ExitCode.REFUSED, lines);
    }
  }
}
