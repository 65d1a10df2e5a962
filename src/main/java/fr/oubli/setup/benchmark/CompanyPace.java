package fr.oubli.setup.benchmark;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeFolders;
import fr.oubli.purge.PurgeOptions;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.PurgeScope;
import fr.oubli.setup.demo.DemoData;
import fr.oubli.setup.demo.DemoSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The whole shipped policy on the demo's backlog, beside a script that a careful database
 * administrator would write for it. Both start from the same rows and must end in the same.
 */
final class CompanyPace {

  private static final long SEED = 20_261_123;
  private static final Pattern PLAN = Pattern.compile("plan ([0-9a-f]{16}) as of");

  private final Policy policy;
  private final DataMap map;
  private final Path home;
  private final int workers;
  private final LocalDate asOf;

  CompanyPace(Policy policy, DataMap map, Path home, int workers, LocalDate asOf) {
    this.policy = policy;
    this.map = map;
    this.home = home;
    this.workers = workers;
    this.asOf = asOf;
  }

  /** Adds lines to a report: the script, the dry run, the night, and a night of one day. */
  void measure(DatabaseCopies copies, long customers, TextTable report) {
    DemoData.load(
        copies.copyOfFirst("company"),
        new DemoSettings(customers, SEED, asOf, true, home.resolve("recordings")));
    HandScript.Timed script = new HandScript(copies.copyOf("company", "by_hand"), asOf).run();
    DataSource source = copies.copyOf("company", "by_night");
    Timed dryRun = timed(source, asOf, PurgeScope.DRY_RUN);
    PurgeScope approved = new PurgeScope(false, planOf(dryRun.outcome()), null, false);
    Timed night = timed(source, asOf, approved);
    copies.refuseDifference("by_hand", "by_night");
    Timed oneDay = timed(source, asOf.plusDays(1), PurgeScope.NIGHT);
    String what = "the whole policy, %,d customers".formatted(customers);
    row(report, what, "a script by hand", script.all(), 1);
    row(report, "", "its deletions and updates", script.changes(), script.changes() / script.all());
    row(report, "", "the dry run, to these", dryRun.seconds(), dryRun.seconds() / script.changes());
    row(report, "", "the night of its plan", night.seconds(), night.seconds() / script.all());
    row(
        report,
        "",
        "one day due, to the night",
        oneDay.seconds(),
        oneDay.seconds() / night.seconds());
    copies.drop("company", "by_hand", "by_night");
  }

  /** How long a launch took, and what it said. */
  private record Timed(double seconds, PurgeOutcome outcome) {}

  private Timed timed(DataSource source, LocalDate day, PurgeScope scope) {
    NightlyPurge purge =
        new NightlyPurge(policy, map, source, Progress.silent(), Clock.systemUTC());
    PurgeFolders folders =
        new PurgeFolders(home.resolve("reports"), home.resolve("recordings"), home);
    long start = System.nanoTime();
    PurgeOutcome outcome = purge.run(new PurgeOptions(day, scope, folders, workers, "benchmark"));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (outcome.code() != ExitCode.QUARANTINE) {
      throw new IllegalStateException(String.join("; ", outcome.remarks()));
    }
    return new Timed(seconds, outcome);
  }

  static String planOf(PurgeOutcome outcome) {
    return outcome.remarks().stream()
        .map(PLAN::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the dry run named no plan"));
  }

  private static void row(TextTable report, String what, String how, double seconds, double ratio) {
    report.row(what, how, "%.2f".formatted(seconds), "%.2f".formatted(ratio), null);
  }
}
