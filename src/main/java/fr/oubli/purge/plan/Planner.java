package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.RowCounts;
import fr.oubli.platform.batch.ParallelQueries;
import fr.oubli.registers.hold.ActiveHolds;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts what every duty would do, in one read-only snapshot that all lanes share. */
public final class Planner {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final Narrowing watermarks;
  private final boolean registers;
  private final int workers;

  /** How much of its rows a duty looks at. */
  public interface Narrowing {

    Narrowing EVERYTHING = (enforcement, stored) -> enforcement;

    Enforcement narrowed(Enforcement enforcement, long stored);
  }

  /**
   * @param workers how many duties are counted at a time; one connection more holds the snapshot
   */
  public Planner(DataSource dataSource, Narrowing watermarks, int workers) {
    this(dataSource, watermarks, true, workers);
  }

  private Planner(DataSource dataSource, Narrowing watermarks, boolean registers, int workers) {
    this.workers = workers;
    this.jdbc = new JdbcTemplate(dataSource);
    this.watermarks = watermarks;
    this.registers = registers;
    this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
  }

  /** For a database in which nobody could register a hold yet: the registers are not there. */
  public static Planner beforeFirstRun(DataSource dataSource, int workers) {
    return new Planner(dataSource, Narrowing.EVERYTHING, false, workers);
  }

  /**
   * @param withOldest also asks for anchors that only a join can tell; a night does without
   */
  public Plan plan(LocalDate asOf, List<Enforcement> enforcements, boolean withOldest) {
    return new Plan(
        asOf, inOneSnapshot(enforcements, enforcement -> count(enforcement, withOldest)));
  }

  /** The digests of the keys that each duty would act on, for a plan that is to be approved. */
  public List<String> fingerprints(Plan plan) {
    return inOneSnapshot(
        plan.lines(),
        line -> {
          line.enforcement().settings().forEach(jdbc::execute);
          return Objects.requireNonNull(one(line.enforcement().fingerprint(), String.class));
        });
  }

  private <T, R> List<R> inOneSnapshot(List<T> items, Function<T, R> work) {
    return Objects.requireNonNull(
        snapshot.execute(
            status -> {
              String shared = one(Sql.of("select pg_export_snapshot()"), String.class);
              return ParallelQueries.each(
                  items, workers, item -> seeing(shared, () -> work.apply(item)));
            }));
  }

  private <R> R seeing(@Nullable String shared, Supplier<R> work) {
    return Objects.requireNonNull(
        snapshot.execute(
            status -> {
              jdbc.execute("set transaction snapshot '" + shared + "'");
              return work.get();
            }));
  }

  private PlannedEnforcement count(Enforcement whole, boolean withOldest) {
    boolean held = registers && ActiveHolds.any(jdbc);
    long stored = stored(whole);
    Enforcement enforcement = watermarks.narrowed(whole, stored);
    enforcement.settings().forEach(jdbc::execute);
    Sql census = (held ? enforcement : enforcement.unheld()).census(withOldest);
    long quarantined = Objects.requireNonNull(one(enforcement.suspects(), Long.class));
    Map<String, Long> detached =
        RowCounts.any(jdbc, (held ? enforcement : enforcement.unheld()).detached());
    return Objects.requireNonNull(
        jdbc.queryForObject(
            census.text(),
            (row, number) ->
                new PlannedEnforcement(
                    enforcement,
                    stored,
                    row.getLong("due"),
                    row.getLong("held"),
                    row.getLong("restricted"),
                    row.getLong("in_part"),
                    quarantined,
                    row.getObject("oldest", LocalDate.class),
                    detached),
            census.values().toArray()));
  }

  /** The planner's own estimate, which is what the share of a large table needs. */
  private long stored(Enforcement enforcement) {
    Long estimate =
        jdbc.queryForObject(
            """
            select case when min(c.reltuples) < 0 then -1 else sum(c.reltuples)::bigint end
            from (select ?::regclass::oid as oid) t
            left join lateral pg_partition_tree(t.oid) p on true
            join pg_class c on c.oid = coalesce(p.relid, t.oid)
            where p.relid is null or p.isleaf""",
            Long.class,
            enforcement.relation());
    if (estimate != null && estimate >= 100_000) {
      return estimate;
    }
    return Objects.requireNonNull(
        jdbc.queryForObject("select count(*) from " + enforcement.rows(), Long.class));
  }

  private <T> @Nullable T one(Sql sql, Class<T> type) {
    return jdbc.queryForObject(sql.text(), type, sql.values().toArray());
  }
}
