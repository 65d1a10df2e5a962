package fr.oubli.reports;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.evidence.SealReader;
import fr.oubli.reports.RunFacts.Counts;
import fr.oubli.reports.RunFacts.Execution;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Night;
import fr.oubli.reports.RunFacts.Span;
import fr.oubli.reports.RunFacts.Stay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the database keeps of the runs: evidence only, no row of the company's. */
final class RunReader {

  private static final String SEALED =
      """
      select r.id, r.as_of, r.policy, r.policy_sha256, r.map_sha256, r.only_rule, r.plan_hash,
        r.operator, r.started_at
      from oubli.run r where exists (select 1 from oubli.seal s where s.run = r.id)
        and\s""";

  private final JdbcClient jdbc;
  private final SealReader seals;

  RunReader(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.seals = new SealReader(dataSource);
  }

  /** Empty where there is no such run, or it was not sealed. */
  Optional<RunFacts> run(long id) {
    return jdbc.sql(SEALED + "r.id = ?").param(id).query(this::facts).optional();
  }

  /** The latest run that came to its end. */
  Optional<RunFacts> latest() {
    return jdbc.sql(
            SEALED
                + "exists (select 1 from oubli.run_result x where x.run = r.id)"
                + " order by r.id desc limit 1")
        .query(this::facts)
        .optional();
  }

  /** The numbers of the runs after one that did not come to their end. */
  List<Long> unfinishedAfter(long run) {
    return jdbc.sql("select id from oubli.run where id > ? and state <> 'done' order by id")
        .param(run)
        .query(Long.class)
        .list();
  }

  /** The last runs up to one that enforced all rules, the oldest first. */
  List<Night> nights(long upTo, int most) {
    return jdbc.sql(
            """
            select * from (
              select r.id, r.as_of, sum(x.done) as done, sum(x.held) as held,
                sum(x.restricted) as restricted, sum(x.quarantined) as quarantined
              from oubli.run r join oubli.run_result x on x.run = r.id
              where r.id <= ? and r.only_rule is null
              group by r.id, r.as_of order by r.id desc limit ?) last order by id""")
        .params(upTo, most)
        .query(
            (row, number) ->
                new Night(
                    row.getLong("id"),
                    day(row, "as_of"),
                    row.getLong("done"),
                    row.getLong("held"),
                    row.getLong("restricted"),
                    row.getLong("quarantined")))
        .list();
  }

  /** Persons for whom no clock ever starts, as counted last up to a run. */
  long unreached(long upTo) {
    return jdbc.sql(
            "select unreached from oubli.run where id <= ? and unreached is not null"
                + " order by id desc limit 1")
        .param(upTo)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  private RunFacts facts(ResultSet row, int number) throws SQLException {
    long run = row.getLong("id");
    return new RunFacts(
        run,
        new Terms(
            day(row, "as_of"),
            row.getString("policy"),
            row.getString("policy_sha256"),
            row.getString("map_sha256"),
            row.getString("only_rule"),
            row.getString("plan_hash")),
        new Execution(row.getString("operator"), row.getTimestamp("started_at").toInstant()),
        lines(run),
        seals.of(run).orElseThrow());
  }

  private List<Line> lines(long run) {
    Map<Integer, List<Span>> ages = ages(run);
    return jdbc.sql(
            """
            select position, rule, collection, action, cutoff, due, done, held, restricted,
              quarantined, remaining, referenced, left_out, unplanned, busy
            from oubli.run_result where run = ? order by position""")
        .param(run)
        .query(
            (row, number) ->
                new Line(
                    row.getInt("position"),
                    row.getString("rule"),
                    row.getString("collection"),
                    row.getString("action"),
                    day(row, "cutoff"),
                    counts(row),
                    ages.getOrDefault(row.getInt("position"), List.of())))
        .list();
  }

  private static Counts counts(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("due"),
        row.getLong("done"),
        row.getLong("held"),
        row.getLong("restricted"),
        row.getLong("quarantined"),
        new Stay(
            row.getLong("remaining"),
            row.getLong("referenced"),
            row.getLong("unplanned"),
            row.getLong("busy")),
        row.getLong("left_out"));
  }

  /** A span and the line of the run that it belongs to. */
  private record Aged(int position, Span span) {}

  private Map<Integer, List<Span>> ages(long run) {
    return jdbc
        .sql(
            """
            select position, first_day, last_day, row_count, sampled
            from oubli.run_age where run = ? order by position, first_day""")
        .param(run)
        .query(
            (row, number) ->
                new Aged(
                    row.getInt("position"),
                    new Span(
                        day(row, "first_day"),
                        day(row, "last_day"),
                        row.getLong("row_count"),
                        row.getBoolean("sampled"))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Aged::position, Collectors.mapping(Aged::span, Collectors.toList())));
  }

  private static LocalDate day(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, LocalDate.class));
  }
}
