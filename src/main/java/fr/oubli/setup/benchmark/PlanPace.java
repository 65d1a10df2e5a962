package fr.oubli.setup.benchmark;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
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
import fr.oubli.purge.plan.Planner;
import fr.oubli.schema.catalog.Catalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A plan that keeps its rows, made, listed, approved and run while customers go on ordering. What
 * it keeps is timed beside the same counts without it, and what the run did is compared with what
 * the orders say.
 */
final class PlanPace {

  private static final Set<Planner.Detail> TOLD =
      EnumSet.of(Planner.Detail.OLDEST, Planner.Detail.REFERRERS);

  /** Of so many customers one orders between the plan and its run, and one while it runs. */
  private static final int ORDERS_AGAIN_EVERY = 200;

  private static final String ORDER =
      """
      insert into orders (customer_id, channel, status, ordered_at, service, email, amount_incl_tax)
      select id, 'site', 'done', timestamptz '2026-11-23 12:00+01', 'Ouverture de porte', %s, 100
      from customers where id %% 200 = %d""";

  private final DataSource source;
  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final DataMap map;
  private final Path home;
  private final int workers;
  private final LocalDate asOf;

  PlanPace(Database where, Policy shipped, DataMap map, LocalDate asOf) {
    this.source = where.source();
    this.jdbc = new JdbcTemplate(source);
    this.policy = BenchPolicy.byOrders(shipped);
    this.map = map;
    this.home = where.home();
    this.workers = where.workers();
    this.asOf = asOf;
  }

  /** Where it is measured. */
  record Database(DataSource source, Path home, int workers) {}

  void measure(TextTable report, long rows, int repetitions) {
    Bench.anonymisePersons(2 * rows).restore(jdbc);
    timed(this::counts);
    List<Double> counts = new ArrayList<>();
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      counts.add(timed(this::counts));
      kept.add(timed(this::kept));
    }
    double base = BenchmarkCommand.median(counts);
    report.row("a plan of %,d rows".formatted(rows), "its counts alone", text(base), "1.00", null);
    row(report, "with its rows kept", BenchmarkCommand.median(kept), base);
    PurgeOutcome[] listed = new PurgeOutcome[1];
    Path list = home.resolve("plan.csv");
    double listing = timed(() -> listed[0] = purge().list(options(PurgeScope.DRY_RUN), list));
    row(report, "the dry run, with a list of all", listing, base);
    String plan = CompanyPace.planOf(listed[0]);
    // Due since, and in no plan.
    jdbc.update(
        "update orders set ordered_at = ordered_at - interval '4 years' where customer_id % 201 = 1");
    jdbc.update(ORDER.formatted("email", 0));
    double run =
        whileOrdersComeIn(() -> purge().run(options(new PurgeScope(false, plan, null, false))));
    row(report, "the run of the plan, while orders come in", run, base);
    refuseDifference();
  }

  private void counts() {
    planOf(planner());
  }

  private void kept() {
    planOf(planner().keeping(UUID.randomUUID().toString()));
  }

  private Planner planner() {
    return new Planner(source, Planner.Narrowing.EVERYTHING, workers);
  }

  private void planOf(Planner planner) {
    List<Enforcement> enforcements =
        new Eligibilities(policy, map, Catalog.read(source, map), asOf).enforcements(null);
    if (planner.plan(asOf, enforcements, TOLD).lines().isEmpty()) {
      throw new IllegalStateException("nothing was planned, nothing was measured");
    }
  }

  private NightlyPurge purge() {
    return new NightlyPurge(policy, map, source, Progress.silent(), Clock.systemUTC());
  }

  private PurgeOptions options(PurgeScope scope) {
    return new PurgeOptions(
        asOf,
        scope,
        new PurgeFolders(home.resolve("reports"), home.resolve("recordings"), home),
        workers,
        "benchmark");
  }

  /** Customers order one after the other, as long as the run takes. */
  private double whileOrdersComeIn(Supplier<PurgeOutcome> run) {
    AtomicBoolean over = new AtomicBoolean();
    Thread shop = new Thread(() -> order(over), "shop");
    shop.start();
    try {
      return timed(
          () -> {
            PurgeOutcome outcome = run.get();
            if (outcome.code() != ExitCode.DONE) {
              throw new IllegalStateException(String.join("; ", outcome.remarks()));
            }
          });
    } finally {
      over.set(true);
      join(shop);
    }
  }

  private void order(AtomicBoolean over) {
    for (int id = ORDERS_AGAIN_EVERY / 2; !over.get(); id += ORDERS_AGAIN_EVERY) {
      jdbc.update(ORDER.formatted("null", 0).replace("id % 200 = 0", "id = " + id));
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Every other customer was planned. Those are gone who did not order again; of those who did
   * while the run went on, either is right.
   */
  private void refuseDifference() {
    none("went that no plan had", "first_name is null and id % 2 = 1");
    none("went though they had ordered again", "first_name is null and id % 200 = 0");
    none(
        "stayed that were planned and due",
        "first_name is not null and id % 2 = 0 and not exists (select from orders o"
            + " where o.customer_id = customers.id and o.ordered_at >= '2026-01-01')");
  }

  private void none(String what, String condition) {
    Long rows =
        jdbc.queryForObject("select count(*) from customers where " + condition, Long.class);
    if (rows == null || rows != 0) {
      throw new IllegalStateException(rows + " customers " + what);
    }
  }

  private static double timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void row(TextTable report, String how, double seconds, double base) {
    report.row("", how, text(seconds), text(seconds / base), null);
  }

  private static String text(double seconds) {
    return "%.2f".formatted(seconds);
  }
}
