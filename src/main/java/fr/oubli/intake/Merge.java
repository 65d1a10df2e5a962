package fr.oubli.intake;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.feed.FeedTarget;
import fr.oubli.model.feed.Filling;
import fr.oubli.model.policy.Objection;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the good lines in, in one transaction with the register's entry: what half arrived changes
 * nothing. A row that is there is changed where the line says something else, an empty cell says
 * nothing, and what somebody withdrew stays withdrawn.
 */
record Merge(
    DataSource dataSource, StagingTable staging, Policy policy, DataMap map, Catalog catalog) {

  private static final int ATTEMPTS = 3;

  /** Somebody wrote the same row at the same moment, or waits for us as we for them. */
  private static final Set<String> ONCE_MORE = Set.of("23505", "40001", "40P01");

  /** So many times more lines than a table has rows, and each row is looked up by itself. */
  private static final int FEW = 20;

  /** What became of the lines, by collection and outcome. */
  record Counts(long lines, long bad, Map<String, Map<String, Long>> byCollection) {}

  Counts bringIn() {
    FeedRegister register = new FeedRegister(dataSource);
    for (int attempt = 1; ; attempt++) {
      try {
        return Objects.requireNonNull(
            new TransactionTemplate(new JdbcTransactionManager(dataSource))
                .execute(status -> merged(new JdbcTemplate(dataSource), register)));
      } catch (DataAccessException e) {
        if (attempt == ATTEMPTS || !onceMore(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean onceMore(DataAccessException failure) {
    return failure.getRootCause() instanceof SQLException sql
        && ONCE_MORE.contains(String.valueOf(sql.getSQLState()));
  }

  private Counts merged(JdbcTemplate jdbc, FeedRegister register) {
    jdbc.execute("set local synchronous_commit = on");
    jdbc.execute("set local lock_timeout = '60s'");
    Map<String, Map<String, Long>> all = new LinkedHashMap<>();
    long good = count(jdbc, TargetSql.GOOD);
    FeedTarget subject = staging.file().subject();
    for (FeedTarget target : staging.file().into()) {
      TargetSql sql = new TargetSql(staging, target, map, catalog, policy.zone());
      planned(jdbc, sql, good);
      Map<String, Long> outcomes = new LinkedHashMap<>();
      outcomes.put("updated", target.keeps() ? 0L : update(jdbc, sql));
      outcomes.put("inserted", insert(jdbc, sql, !target.equals(subject)));
      if (target.equals(subject)) {
        long changed = outcomes.values().stream().mapToLong(Long::longValue).sum();
        outcomes.put("unchanged", Math.max(0, good - changed));
        outcomes.putAll(stopped(jdbc));
      }
      all.put(target.collection(), outcomes);
      register.count(staging.feed(), target.collection(), outcomes);
    }
    long lines = count(jdbc, "true");
    long bad = count(jdbc, "s.fault is not null");
    register.end(staging.feed(), true, lines, bad);
    staging.drop(jdbc);
    return new Counts(lines, bad, all);
  }

  private long count(JdbcTemplate jdbc, String condition) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*) from " + staging.name() + " s where " + condition, Long.class));
  }

  private Map<String, Long> stopped(JdbcTemplate jdbc) {
    Map<String, Long> stopped = new LinkedHashMap<>();
    jdbc.query(
        "select s.stop, count(*) as lines from "
            + staging.name()
            + " s where s.stop is not null and s.fault is null group by s.stop order by s.stop",
        row -> {
          stopped.put(row.getString("stop"), row.getLong("lines"));
        });
    return stopped;
  }

  /**
   * PostgreSQL keeps no examples of the staged values and would guess how often they meet: many
   * lines are joined whole, and few ones are looked up.
   */
  private static void planned(JdbcTemplate jdbc, TargetSql sql, long lines) {
    Long rows =
        jdbc.queryForObject(
            "select greatest(reltuples, relpages)::bigint from pg_class where oid = ?::regclass",
            Long.class,
            sql.rows().text());
    boolean many = rows != null && lines > 1_000 && lines * FEW > rows;
    jdbc.execute("set local enable_nestloop = " + (many ? "off" : "on"));
  }

  private long update(JdbcTemplate jdbc, TargetSql sql) {
    List<Sql> sets = new ArrayList<>();
    List<Sql> before = new ArrayList<>();
    List<Sql> after = new ArrayList<>();
    for (Filling filling : sql.target().others()) {
      Sql column = sql.column(filling.column());
      Sql value =
          Sql.format(
              filling.column().equals(withdraw(sql.target()))
                  ? "least({}, t.{})"
                  : "coalesce({}, t.{})",
              sql.value(filling),
              column);
      sets.add(Sql.format("{} = {}", column, value));
      before.add(Sql.format("t.{}", column));
      after.add(value);
    }
    if (sets.isEmpty()) {
      return 0;
    }
    Sql update =
        Sql.format(
            """
            update {} t set {}
            from {}{}
            where %s and {}
              and ({}) is distinct from ({})"""
                .formatted(TargetSql.GOOD),
            sql.rows(),
            Sql.list(sets),
            source(sql),
            sql.joins(),
            sql.matches(),
            row(before),
            row(after));
    return jdbc.update(update.text(), update.values().toArray());
  }

  /** A row of one column is a row too. */
  private static Sql row(List<Sql> values) {
    return Sql.format("row({})", Sql.list(values));
  }

  /** One line for each key: several orders tell of one customer. */
  private Sql source(TargetSql sql) {
    if (sql.target().equals(staging.file().subject())) {
      return sql.lines();
    }
    Sql keys = sql.sameKey();
    return Sql.format(
        "(select distinct on ({}) s.* from {} where %s order by {}, s.happened desc nulls last, s.line desc) s"
            .formatted(TargetSql.GOOD),
        keys,
        sql.lines(),
        keys);
  }

  /** What takes the moment of an objection to the collection; null where nothing does. */
  private @Nullable String withdraw(FeedTarget target) {
    return policy.objections().stream()
        .filter(each -> each.collection().equals(target.collection()))
        .map(Objection::withdraw)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private long insert(JdbcTemplate jdbc, TargetSql sql, boolean severalLines) {
    List<Sql> columns = new ArrayList<>();
    List<Sql> values = new ArrayList<>();
    for (Filling filling : sql.target().fillings()) {
      columns.add(sql.column(filling.column()));
      values.add(sql.value(filling));
    }
    Sql keys = sql.sameKey();
    Sql insert =
        Sql.format(
            """
            insert into {} ({})
            select {} {}
            from {}{}
            where %s
              and not exists (select from {} t where {})
            {}"""
                .formatted(TargetSql.GOOD),
            sql.rows(),
            Sql.list(columns),
            severalLines ? Sql.format("distinct on ({})", keys) : Sql.of(""),
            Sql.list(values),
            sql.lines(),
            sql.joins(),
            sql.rows(),
            sql.matches(),
            severalLines
                ? Sql.format("order by {}, s.happened desc nulls last, s.line desc", keys)
                : Sql.of(""));
    return jdbc.update(insert.text(), insert.values().toArray());
  }
}
