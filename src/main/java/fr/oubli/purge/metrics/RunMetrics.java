package fr.oubli.purge.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the database says of a run, as gauges. A run is a process of its own and ends: no counter
 * would go on from one scrape to the next. No tag holds a personal value or a row's key.
 *
 * @param run its number in the register
 * @param today the day after whose deadline a request is late
 */
public record RunMetrics(DataSource dataSource, long run, LocalDate today) {

  /** Reads every gauge once: a registry that is asked later answers the same. */
  void register(MeterRegistry registry) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    results(jdbc, registry);
    one(
        jdbc,
        registry,
        "oubli.run.duration.seconds",
        "How long the last run took",
        RUN_SECONDS,
        run);
    one(jdbc, registry, "oubli.requests.open", "Requests that wait for an answer", OPEN);
    one(jdbc, registry, "oubli.requests.late", "Requests past their deadline", LATE, today);
    one(jdbc, registry, "oubli.ledger.entries", "Length of the ledger", LEDGER);
    one(
        jdbc,
        registry,
        "oubli.last.success.timestamp.seconds",
        "End of the last good run",
        SUCCESS);
  }

  private static final String RUN_SECONDS =
      "select extract(epoch from coalesce(ended_at, now()) - started_at) from oubli.run where id = ?";
  private static final String OPEN = "select count(*) from oubli.request where ended_on is null";
  private static final String LATE =
      "select count(*) from oubli.request"
          + " where ended_on is null and state <> 'suspended' and deadline < ?";
  private static final String LEDGER = "select coalesce(max(seq), 0) from oubli.ledger_entry";
  private static final String SUCCESS =
      "select coalesce(extract(epoch from max(ended_at)), 0) from oubli.run where state = 'done'";

  private void results(JdbcTemplate jdbc, MeterRegistry registry) {
    jdbc.query(
        """
        select rule, collection, due, done, held, restricted, quarantined, remaining,
          millis / 1000.0 as seconds,
          case when remaining = 0 then 0 else cutoff - oldest_remaining + 1 end as overdue
        from oubli.run_result where run = ? order by position""",
        row -> {
          Tags tags =
              Tags.of("rule", row.getString("rule"), "collection", row.getString("collection"));
          Map<String, Double> outcomes = new LinkedHashMap<>();
          for (String outcome : OUTCOMES) {
            outcomes.put(outcome, row.getDouble(outcome));
          }
          outcomes.forEach(
              (outcome, rows) ->
                  gauge(
                      registry,
                      "oubli.rows",
                      "Rows of the last run, by what became of them",
                      tags.and("outcome", outcome),
                      rows));
          gauge(
              registry,
              "oubli.duration.seconds",
              "How long the rule took on the collection",
              tags,
              row.getDouble("seconds"));
          double overdue = row.getDouble("overdue");
          if (!row.wasNull()) {
            gauge(
                registry,
                "oubli.overdue.days",
                "For how long the oldest row that remains has been due",
                tags,
                Math.max(0, overdue));
          }
        },
        run);
  }

  private static final String[] OUTCOMES = {
    "due", "done", "held", "restricted", "quarantined", "remaining"
  };

  private static void one(
      JdbcTemplate jdbc,
      MeterRegistry registry,
      String name,
      String help,
      String sql,
      Object... values) {
    double value = Objects.requireNonNull(jdbc.queryForObject(sql, Double.class, values));
    gauge(registry, name, help, Tags.empty(), value);
  }

  private static void gauge(
      MeterRegistry registry, String name, String help, Tags tags, double value) {
    Gauge.builder(name, () -> value).description(help).tags(tags).register(registry);
  }
}
