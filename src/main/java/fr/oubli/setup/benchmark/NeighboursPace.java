package fr.oubli.setup.benchmark;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.PaceLimits;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.TextTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What an ordinary shop feels of a night: how long its transactions take when nothing else goes on,
 * beside a night and the vacuum after it, with pace and without, and beside a bare statement on the
 * same rows and a vacuum by hand.
 */
final class NeighboursPace {

  private static final long IDLE_MILLIS = 20_000;
  private static final long SETTLED_MILLIS = 3_000;

  /** As the server's own vacuum works. */
  private static final String OWN_VACUUM = "set vacuum_cost_delay = '2ms'";

  private static final String BY_HAND = "set vacuum_cost_delay = 0";

  private final DataSource source;
  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final DataMap map;
  private final Path home;
  private final int workers;
  private final LocalDate asOf;
  private final TextTable table =
      new TextTable("an ordinary shop", "seconds", "p50 (ms)", "p99 (ms)", "ratio to idle");

  NeighboursPace(PlanPace.Database where, Policy shipped, DataMap map, LocalDate asOf) {
    this.source = where.source();
    this.jdbc = new JdbcTemplate(source);
    this.policy = BenchPolicy.whole(shipped);
    this.map = map;
    this.home = where.home();
    this.workers = where.workers();
    this.asOf = asOf;
  }

  /**
   * @param cookies of which two in three are due
   */
  TextTable measure(long customers, long cookies) {
    Bench warm = Bench.delete(10_000);
    fill(customers);
    warm.restore(jdbc);
    beside(customers, "warm", null, () -> night(PaceLimits.GENTLE));
    Bench bench = Bench.delete(cookies);
    Runnable gentle = () -> night(PaceLimits.GENTLE);
    measured(customers, bench, "a night at full pace", () -> night(null), OWN_VACUUM);
    measured(customers, bench, "a gentle night", gentle, OWN_VACUUM);
    measured(customers, bench, "one bare DELETE", () -> jdbc.update(bench.bare()), BY_HAND);
    return table;
  }

  /**
   * Each is compared with what was measured just before it, since no machine is always as quiet.
   */
  private void measured(long customers, Bench bench, String what, Runnable work, String pace) {
    bench.restore(jdbc);
    double idle = beside(customers, "when nothing else goes on", null, () -> pause(IDLE_MILLIS));
    beside(customers, "beside " + what, idle, work);
    if (bench.remaining(jdbc) != 0) {
      throw new IllegalStateException(what + ": due rows remain, nothing was measured");
    }
    beside(customers, "beside the vacuum after it", idle, () -> vacuum(pace));
  }

  private void fill(long customers) {
    Bench.customers(customers).forEach(jdbc::execute);
    jdbc.execute(
        """
        insert into orders (customer_id, channel, status, ordered_at, service, amount_incl_tax)
        select id, 'site', 'done', timestamptz '2026-01-01' + id % 300 * interval '1 day',
          'Ouverture de porte', 100
        from customers""");
    jdbc.execute("vacuum analyze customers, orders");
  }

  private void night(@Nullable PaceLimits pace) {
    Policy paced = policy.withLimits(policy.limits().at(pace));
    TimedNight.Done done = new TimedNight(source, paced, map, home, workers).run(asOf, false);
    done.outcome().remarks().stream()
        .filter(line -> line.startsWith("pace: "))
        .forEach(line -> System.err.println(line));
  }

  private void vacuum(String pace) {
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute(pace);
                statement.execute("vacuum cookies");
                return statement.execute("reset vacuum_cost_delay");
              }
            });
  }

  /** The 99th percentile, in milliseconds. */
  private double beside(long customers, String what, @Nullable Double idle, Runnable work) {
    jdbc.execute("checkpoint");
    try (Neighbours shop = Neighbours.open(url(), customers)) {
      pause(SETTLED_MILLIS);
      long start = System.nanoTime();
      CompletableFuture<Void> going = CompletableFuture.runAsync(work);
      List<Double> took = shop.during(() -> !going.isDone());
      going.join();
      double seconds = (System.nanoTime() - start) / 1e9;
      double late = took.get(took.size() * 99 / 100);
      if (!what.equals("warm")) {
        table.row(
            what,
            "%.1f".formatted(seconds),
            "%.2f".formatted(took.get(took.size() / 2)),
            "%.2f".formatted(late),
            "%.2f".formatted(idle == null ? 1 : late / idle));
      }
      return late;
    }
  }

  private String url() {
    return Objects.requireNonNull(jdbc.execute((ConnectionCallback<String>) NeighboursPace::url));
  }

  private static String url(Connection connection) throws SQLException {
    return connection.getMetaData().getURL();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
