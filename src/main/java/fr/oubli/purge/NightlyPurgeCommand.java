package fr.oubli.purge;

import fr.oubli.evidence.RunRegister;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.session.FirstRun;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.RunReport;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.Variables;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.purge.message.DayMessage;
import fr.oubli.purge.message.Delivery;
import fr.oubli.purge.message.MessageOptions;
import fr.oubli.purge.metrics.Exports;
import fr.oubli.purge.metrics.RunMetrics;
import fr.oubli.purge.pace.Until;
import fr.oubli.purge.report.ReportFolder;
import fr.oubli.purge.rewrite.TableRewrites;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Enforces the policy on the database; the scheduler launches it each night. */
@Command(
    name = "nightly-purge",
    description = "Deletes, anonymises or archives what the policy makes due, with evidence.",
    mixinStandardHelpOptions = true)
public final class NightlyPurgeCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--as-of", description = "the day to purge for (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Option(names = "--dry-run", description = "counts what is due, touches nothing, prints the plan")
  private boolean dryRun;

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description =
          "with --dry-run: a line per row that would go, with its key as it is, which may be an"
              + " e-mail; for the eyes of one person, in a new file that only its owner can read")
  private @Nullable Path list;

  @Option(
      names = "--plan",
      paramLabel = "HASH",
      description = "acts on the rows of this approved plan that are still due, and on no other")
  private @Nullable String plan;

  @Option(names = "--rule", paramLabel = "NAME", description = "enforces this rule only")
  private @Nullable String rule;

  @Option(names = "--reports", description = "folder of the reports (default: reports)")
  private @Nullable Path reports;

  @Option(names = "--recordings", description = "folder of the recordings (default: recordings)")
  private @Nullable Path recordings;

  @Option(names = "--workers", description = "cores to keep busy (default: all, at most 8)")
  private int workers = Math.min(8, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--everything",
      description = "looks at all rows, not only at what is new since the last look")
  private boolean everything;

  @Option(
      names = "--until",
      paramLabel = "HH:MM",
      description = "stops then, in the policy's zone, after whole slices; the next night goes on")
  private @Nullable LocalTime until;

  @Option(
      names = "--metrics",
      description =
          "writes Prometheus text there when a run ends; a refused night leaves it as it was")
  private @Nullable Path metrics;

  @Mixin private MessageOptions messages = new MessageOptions();

  private final NightMessage message = new NightMessage();
  private Until end = Until.ITS_END;
  private final FirstRun firstRun;
  private final NightWork nightWork;
  private final RunReport more;

  /**
   * @param firstRun fills the embedded database when it is new
   * @param nightWork what is finished after the purge
   * @param more what is written of a run beside its table
   */
  public NightlyPurgeCommand(FirstRun firstRun, NightWork nightWork, RunReport more) {
    this.firstRun = firstRun;
    this.nightWork = nightWork;
    this.more = more;
  }

  @Override
  public Integer call() {
    if (dryRun) {
      return night().code();
    }
    Delivery delivery = messages.delivery();
    try {
      ExitCode code = night();
      DayMessage ended = message.ended(code);
      tell(delivery, ended);
      return json.asked() ? json.tell(code, ended.fields(Instant.now())) : code.code();
    } catch (RuntimeException e) {
      tell(delivery, message.failed(e));
      throw e;
    }
  }

  private void tell(Delivery delivery, DayMessage of) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    delivery.of(of).forEach(err::println);
    err.flush();
  }

  private ExitCode night() {
    Policy policy = session.labelled(session.policy());
    DataMap map = session.map();
    PurgeOptions options = options(policy);
    message.begins(policy.name(), options.asOf());
    refuseUnwritableMetrics();
    if (list != null && !dryRun) {
      throw new Refusal(ExitCode.INVALID, "--list lists what a plan would do: add --dry-run");
    }
    Today today = new Today(Clock.systemUTC(), policy.zone());
    if (until != null) {
      end = Until.next(until, policy.zone(), Clock.systemUTC());
    }
    if (!dryRun) {
      today.refuseAfter(options.asOf());
    }
    try (Database database = session.open(options.workers())) {
      if (!dryRun) {
        today.refuseAnotherDay(database.dataSource());
      }
      firstRun.fill(database, options.asOf(), options.recordings());
      Progress progress = Progress.of(common.log(), System.err, Variables.all());
      NightlyPurge purge =
          new NightlyPurge(policy, map, database.dataSource(), progress, Clock.systemUTC(), told())
              .notAfter(today)
              .until(end);
      PurgeOutcome outcome = list == null ? purge.run(options) : purge.list(options, list);
      tellWatchers(database, outcome, options.asOf());
      message.purged(outcome);
      PlanAnswer planned = outcome.plan();
      if (planned != null && json.asked()) {
        json.tell(outcome.code(), planned.with(list));
        return outcome.code();
      }
      print(outcome);
      return dryRun ? outcome.code() : concluded(database, options, outcome);
    }
  }

  /** The further report, which is told what the controller's file declares of backups. */
  private RunReport told() {
    return more.keptInBackups(session.backups());
  }

  private ExitCode concluded(Database database, PurgeOptions options, PurgeOutcome outcome) {
    ExitCode code = afterwards(database, options, outcome);
    SubjectRule subject = session.policy().subject();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(
        new Verdict(
                new JdbcTemplate(database.dataSource()),
                subject == null ? "" : subject.collection())
            .line(outcome, code));
    out.flush();
    return code;
  }

  /** Finishes what else waits for the night, unless the purge is to be resumed first. */
  private ExitCode afterwards(Database database, PurgeOptions options, PurgeOutcome outcome) {
    if (outcome.code() == ExitCode.FAILED || outcome.stopped() != null) {
      return outcome.code();
    }
    if (end.hasPassed()) {
      say("it is %s: what else a night finishes waits for the next one".formatted(end.told()));
      return outcome.code();
    }
    NightWork.Done done =
        nightWork.finish(
            database, session, options.asOf(), options.recordings(), options.reports());
    done.lines().forEach(this::say);
    boolean rewritten = rewrite(database, options, outcome.run());
    return done.complete() && rewritten ? outcome.code() : ExitCode.QUARANTINE;
  }

  /** What the erasures of the night emptied is rewritten too; the page is told of it. */
  private boolean rewrite(Database database, PurgeOptions options, long run) {
    Policy policy = session.policy();
    TableRewrites.Done done =
        new TableRewrites(database.dataSource(), policy, session.map(), Clock.systemUTC())
            .notAfter(end.at())
            .run();
    done.lines().forEach(this::say);
    if (done.tried()) {
      LocalDate day = new RunRegister(database.dataSource()).dayOf(run);
      Path folder = new ReportFolder(options.reports(), day).folder();
      told()
          .write(
              new RunReport.Sealed(
                  database.dataSource(), policy, session.map(), run, day, folder, null));
    }
    return done.complete();
  }

  private void say(String line) {
    message.said(line);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private PurgeOptions options(Policy policy) {
    return new PurgeOptions(
        asOf == null ? LocalDate.now(policy.zone()) : asOf,
        new PurgeScope(dryRun, plan, rule, everything),
        new PurgeFolders(
            reports == null ? session.places().reports() : reports,
            recordings == null ? session.places().recordings() : recordings,
            session.places().home()),
        workers,
        session.operator());
  }

  private void refuseUnwritableMetrics() {
    if (metrics != null) {
      WholeFile.refuseUnwritableFile(metrics, "metrics", "--metrics");
    }
  }

  /** Writes and sends the run's metrics; a dry run is no run and has none. */
  private void tellWatchers(Database database, PurgeOutcome outcome, LocalDate today) {
    if (outcome.run() == 0) {
      return;
    }
    RunMetrics told = new RunMetrics(database.dataSource(), outcome.run(), today);
    if (metrics != null) {
      Exports.write(told, metrics);
    }
    Exports.send(told, Variables.all());
  }

  private void print(PurgeOutcome outcome) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (!outcome.results().isEmpty()) {
      out.println(PlanTable.of(outcome));
    }
    outcome.remarks().forEach(out::println);
    outcome.written().forEach(file -> out.println("wrote " + file));
    out.flush();
  }
}
