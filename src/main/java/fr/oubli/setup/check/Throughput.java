package fr.oubli.setup.check;

import fr.oubli.purge.plan.PlannedEnforcement;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How fast earlier runs were on this very database. Nothing is guessed: where no run did as much,
 * or at least a tenth of it, the time is unknown.
 *
 * @param byEnforcement for each rule, collection and action what the run with the most rows took;
 *     and without the rule, for a rule that never acted on a collection where another one did
 * @param beside the milliseconds that a run takes beyond acting on rows; empty before the first run
 */
record Throughput(Map<String, Measured> byEnforcement, OptionalLong beside) {

  private static final int FURTHEST = 10;

  /** How many rows one run changed, and how long that took. */
  record Measured(long done, long millis) {}

  static final Throughput UNKNOWN = new Throughput(Map.of(), OptionalLong.empty());

  /** The last runs that were never resumed: a resumed one measured its last part alone. */
  private static final String RUNS =
      """
      with one_go as (
        select r.id, r.started_at, r.ended_at, r.only_rule
        from (select * from oubli.run where state = 'done' order by id desc limit 100) r
        where (
          select count(*) from oubli.batch_job_execution_params p
          where p.parameter_name = 'run' and p.parameter_value = r.id::text) = 1)
      """;

  Throughput {
    byEnforcement = Map.copyOf(byEnforcement);
  }

  static Throughput of(DataSource dataSource) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    Map<String, Measured> byEnforcement = new HashMap<>();
    jdbc.query(
        RUNS
            + """
            select distinct on (d.rule, d.collection, d.action)
              d.rule, d.collection, d.action, d.done, d.millis
            from one_go r join oubli.run_result d on d.run = r.id
            where d.done > 0 and not exists (
              select from oubli.ledger_entry e
              where e.run = d.run and e.rule = d.rule and e.collection = d.collection
                and left(e.row_keys, 12) = '{"partition ')
            order by d.rule, d.collection, d.action, d.done desc, d.run desc""",
        row -> {
          Measured measured = new Measured(row.getLong("done"), row.getLong("millis"));
          String table = key(row.getString("collection"), row.getString("action"));
          byEnforcement.put(row.getString("rule") + table, measured);
          byEnforcement.merge(
              table, measured, (one, other) -> one.done() > other.done() ? one : other);
        });
    Long beside =
        jdbc.queryForObject(
            RUNS
                + """
                select percentile_disc(0.5) within group (order by millis)::bigint from (
                  select (extract(epoch from r.ended_at - r.started_at) * 1000
                    - coalesce((select sum(d.millis) from oubli.run_result d where d.run = r.id), 0)
                    )::bigint as millis
                  from one_go r where r.only_rule is null order by r.id desc limit 5) lately""",
            Long.class);
    return new Throughput(
        byEnforcement,
        beside == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, beside)));
  }

  /** How long it takes to act on what is due of an enforcement; empty where that is unknown. */
  OptionalLong millis(PlannedEnforcement planned) {
    long rows = planned.actionable();
    if (rows == 0) {
      return OptionalLong.of(0);
    }
    String table = key(planned.enforcement().collection(), planned.enforcement().action().word());
    Measured measured =
        byEnforcement.getOrDefault(
            planned.enforcement().rule().name() + table, byEnforcement.get(table));
    return measured == null || rows > FURTHEST * measured.done()
        ? OptionalLong.empty()
        : OptionalLong.of(measured.millis() * rows / measured.done());
  }

  private static String key(String collection, String action) {
    return ":" + collection + ":" + action;
  }
}
