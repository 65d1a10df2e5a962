package fr.oubli.setup.benchmark;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures on a server of its own; only the ratios of one run mean something. */
@Command(
    name = "benchmark",
    description = "Compares the purge with a bare statement and with the usual way, in one run.",
    mixinStandardHelpOptions = true)
public final class BenchmarkCommand implements Callable<Integer> {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 23);

  private static final List<String> COLUMNS =
      List.of("what", "how", "seconds", "ratio", "Spring's start-up, apart (s)");

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--scale", description = "share of 3 M cookies and 1 M customers (default: 1)")
  private double scale = 1;

  @Option(names = "--repetitions", description = "medians of so many (default: 3)")
  private int repetitions = 3;

  @Option(
      names = "--only",
      description =
          "delete, anonymise, person, bundles, invoices, feed, partitions or growth; company, large,"
              + " plan and neighbours run only where they are named, because they take up to an hour")
  private @Nullable String only;

  @Option(
      names = "--kind",
      description = "of growth alone: own-date, own-date-masked, last-event or fiscal-year")
  private @Nullable String kind;

  @Override
  public Integer call() throws IOException {
    Path home = Files.createTempDirectory("oubli-benchmark");
    int workers = Runtime.getRuntime().availableProcessors();
    try (Database database = Database.open(DatabaseSettings.from(Map.of(), home, workers + 6))) {
      new JdbcTemplate(database.dataSource()).execute("alter system set autovacuum = off");
      new JdbcTemplate(database.dataSource()).execute("alter system set max_wal_size = '4GB'");
      new JdbcTemplate(database.dataSource()).queryForList("select pg_reload_conf()");
      TextTable table = new TextTable(COLUMNS, this::tell);
      Measured on = new Measured(database, home, workers, table);
      statements(on);
      reports(on);
      partsOfTables(on);
      company(on);
      TextTable told = "neighbours".equals(only) ? neighbours(on) : table;
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println(told);
      out.printf(
          "medians of %d, the usual way once; %d workers; peak heap %d MiB%n",
          repetitions, workers, Heap.peak());
      out.flush();
      return ExitCode.DONE.code();
    } finally {
      FileSystemUtils.deleteRecursively(home);
    }
  }

  /** What was measured so far is not lost where a larger size fails. */
  private void tell(List<String> row) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    err.println(String.join("  ", row));
    err.flush();
  }

  /** The purge beside one statement and beside the usual way. */
  private void statements(Measured on) {
    long cookies = (long) (3_000_000 * scale);
    long customers = (long) (1_000_000 * scale);
    Policy shipped = session.policy();
    if (asked("delete")) {
      measure(Bench.delete(cookies), BenchPolicy.whole(shipped), on);
    }
    if (asked("anonymise")) {
      measure(Bench.anonymise(customers), BenchPolicy.bySeen(shipped), on);
    }
    if (asked("person")) {
      measure(Bench.anonymisePersons(customers), BenchPolicy.byOrders(shipped), on);
    }
  }

  /** What is written for people and for accountants. */
  private void reports(Measured on) throws IOException {
    DataSource source = new BusinessSessions(on.database().dataSource());
    Policy shipped = session.policy();
    DataMap map = session.map();
    if (asked("bundles")) {
      Controller controller = ControllerFile.read(session.controller(null), map);
      int people = (int) Math.ceil(1_000 * scale);
      new ExportPace(source, shipped, map, controller, on.home(), AS_OF, people)
          .measure(on.report());
    }
    if (asked("invoices")) {
      InvoicePace pace = new InvoicePace(source, shipped, map, on.home(), AS_OF);
      pace.measure(on.report(), (long) (200_000 * scale));
      pace.measure(on.report(), (long) (2_000_000 * scale));
    }
    if (asked("feed")) {
      new FeedPace(source, shipped, map, on.home(), AS_OF)
          .measure(
              on.report(), FeedPace.mapping(session.places().feeds()), (long) (1_000_000 * scale));
    }
  }

  /** Nights that touch a table's partitions alone, or what became due of a large table. */
  private void partsOfTables(Measured on) throws IOException {
    DataSource source = new BusinessSessions(on.database().dataSource());
    if (asked("partitions")) {
      new PartitionPace(source, on.home(), on.workers())
          .measure(on.report(), (long) (3_000_000 * scale), repetitions);
    }
    if (asked("growth")) {
      long due = (long) (10_000 * scale);
      new GrowthPace(source, session.policy(), session.map(), on.home(), on.workers(), due)
          .measure(on.report(), (long) (1_000_000 * scale), kind);
    }
    if ("plan".equals(only)) {
      new PlanPace(
              new PlanPace.Database(source, on.home(), on.workers()),
              session.policy(),
              session.map(),
              AS_OF)
          .measure(on.report(), (long) (1_000_000 * scale), repetitions);
    }
    if ("large".equals(only)) {
      new LargePace(on.database(), on.home(), AS_OF).measure(on.report(), scale);
    }
  }

  /** What others feel of a night. */
  private TextTable neighbours(Measured on) {
    DataSource source = new BusinessSessions(on.database().dataSource());
    return new NeighboursPace(
            new PlanPace.Database(source, on.home(), on.workers()),
            session.policy(),
            session.map(),
            AS_OF)
        .measure((long) (100_000 * scale), (long) (3_000_000 * scale));
  }

  /** The whole shipped policy, on companies of three sizes. */
  private void company(Measured on) {
    if ("company".equals(only)) {
      try (DatabaseCopies copies = new DatabaseCopies(on.database().dataSource())) {
        CompanyPace pace =
            new CompanyPace(session.policy(), session.map(), on.home(), on.workers(), AS_OF);
        for (long customers : List.of(10_000L, 100_000L, 1_000_000L)) {
          pace.measure(copies, (long) (customers * scale), on.report());
        }
      }
    }
  }

  private boolean asked(String name) {
    return only == null || only.equals(name);
  }

  /** Where to measure, and where to write what was measured. */
  private record Measured(Database database, Path home, int workers, TextTable report) {}

  private void measure(Bench bench, Policy policy, Measured on) {
    DataSource source = new BusinessSessions(on.database().dataSource());
    JdbcTemplate jdbc = new JdbcTemplate(source);
    List<Double> bare = new ArrayList<>();
    List<Double> purge = new ArrayList<>();
    List<Double> startUp = new ArrayList<>();
    DataMap map = session.map();
    // The first night warms the JVM: it is shown apart, like its start-up, and counts in no median.
    for (int i = 0; i <= repetitions; i++) {
      bare.add(timed(bench, jdbc, () -> jdbc.update(bench.bare())));
      TimedNight night = new TimedNight(source, policy, map, on.home(), on.workers());
      TimedNight.Done[] done = new TimedNight.Done[1];
      timed(bench, jdbc, () -> done[0] = night.run(AS_OF, false));
      startUp.add(done[0].startUp());
      purge.add(done[0].seconds());
    }
    double first = purge.remove(0);
    bare.remove(0);
    startUp.remove(0);
    double usual = timed(bench, jdbc, () -> new UsualWay(source).run(bench));
    double base = median(bare);
    TextTable report = on.report();
    report.row(bench.name(), "one bare statement", text(base), "1.00", null);
    report.row(
        "", "the purge", text(median(purge)), text(median(purge) / base), text(median(startUp)));
    report.row("", "the first purge of a JVM", text(first), text(first / base), null);
    report.row("", "the usual way", text(usual), text(usual / base), null);
  }

  private double timed(Bench bench, JdbcTemplate jdbc, Runnable work) {
    bench.restore(jdbc);
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (bench.remaining(jdbc) != 0) {
      throw new IllegalStateException(bench.name() + ": due rows remain, nothing was measured");
    }
    return seconds;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String text(double seconds) {
    return "%.2f".formatted(seconds);
  }
}
