package fr.oubli.setup.benchmark;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.console.TextTable;
import fr.oubli.purge.report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Due rows that fill whole partitions, dropped with their evidence, beside one bare DELETE. */
final class PartitionPace {

  private static final int MONTHS = 12;
  private static final LocalDate FIRST_MONTH = LocalDate.of(2024, 1, 1);
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 23);

  private static final String POLICY =
      """
      policy: page-views
      zone: Europe/Paris
      rules:
        page-views:
          cites: "benchmark"
          basis: consent
          starts: { row: page_views.viewed_at }
          keep: { at-most: P13M }
          then: { page_views: delete }
      limits: { share-of-collection: 100%, from-rows: 1000000000 }
      """;

  private static final String MAP =
      """
      dataset:
        - fides_key: site
          collections:
            - name: page_views
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: viewed_at, fides_meta: { primary_key: true } }
                - { name: visitor, data_categories: [user.device.cookie_id] }
                - { name: url, data_categories: [user.behavior.browsing_history] }
                - { name: address, data_categories: [user.device.ip_address] }
      """;

  private final DataSource dataSource;
  private final Path home;
  private final int workers;

  PartitionPace(DataSource dataSource, Path home, int workers) {
    this.dataSource = dataSource;
    this.home = home;
    this.workers = workers;
  }

  void measure(TextTable table, long due, int repetitions) throws IOException {
    Policy policy = PolicyFile.read(Files.writeString(home.resolve("policy.yml"), POLICY));
    DataMap map = DataMapFile.read(Files.writeString(home.resolve("datamap.yml"), MAP));
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    List<Double> bare = new ArrayList<>();
    List<Double> step = new ArrayList<>();
    List<Double> night = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      fill(jdbc, due);
      long start = System.nanoTime();
      jdbc.update("delete from page_views where viewed_at < '2025-01-01'");
      bare.add((System.nanoTime() - start) / 1e9);
      fill(jdbc, due);
      TimedNight.Done done =
          new TimedNight(dataSource, policy, map, home, workers).run(AS_OF, false);
      Result result = done.outcome().results().get(0);
      if (result.done() != due || result.remaining() != 0) {
        throw new IllegalStateException(result.done() + " rows went, nothing was measured");
      }
      step.add(result.millis() / 1e3);
      night.add(done.seconds());
    }
    jdbc.execute("drop table page_views");
    double base = BenchmarkCommand.median(bare);
    String what = "delete %,d rows in %d partitions wholly due".formatted(due, MONTHS);
    row(table, what, "one bare DELETE", base, base);
    row(table, "", "the step that drops them", BenchmarkCommand.median(step), base);
    row(table, "", "the night, counted and verified", BenchmarkCommand.median(night), base);
  }

  /** Spreads the due rows evenly over the due months, and adds one month that stays. */
  private static void fill(JdbcTemplate jdbc, long due) {
    jdbc.execute("drop table if exists page_views");
    jdbc.execute(
        "create table page_views (id bigint, viewed_at timestamptz, visitor text, url text,"
            + " address inet, primary key (id, viewed_at)) partition by range (viewed_at)");
    for (int month = 0; month < MONTHS; month++) {
      partition(jdbc, FIRST_MONTH.plusMonths(month), due / MONTHS);
    }
    partition(jdbc, LocalDate.of(2026, 6, 1), due / MONTHS);
    jdbc.execute("create index on page_views (viewed_at)");
    jdbc.execute("vacuum analyze page_views");
    jdbc.execute("checkpoint");
  }

  private static void partition(JdbcTemplate jdbc, LocalDate month, long rows) {
    String name = "page_views_%d_%02d".formatted(month.getYear(), month.getMonthValue());
    jdbc.execute(
        "create table %s partition of page_views for values from ('%s') to ('%s')"
            .formatted(name, month, month.plusMonths(1)));
    jdbc.execute(
        """
        insert into %s select i, timestamptz '%s' + i %% 27 * interval '1 day', md5(i::text),
          'https://exemple.fr/depannage/' || i %% 5000, '192.0.2.1'
        from generate_series(1, %d) i"""
            .formatted(name, month, rows));
  }

  private static void row(TextTable table, String what, String how, double seconds, double base) {
    table.row(what, how, "%.2f".formatted(seconds), "%.2f".formatted(seconds / base), null);
  }
}
