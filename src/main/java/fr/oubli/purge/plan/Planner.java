package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.NonZeroCounts;
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

/** Counts what every enforcement would do, in one read-only snapshot that all workers share. */
public final class Planner {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final Narrowing narrowing;
  private final boolean registers;
  private final int workers;

  /** Which of the stored rows an enforcement looks at. */
  public interface Narrowing {

    /** All of them. */
    Narrowing EVERYTHING = (enforcement, stored) -> enforcement;

    Enforcement narrowed(Enforcement enforcement, long stored);
  }

  /**
   * @param workers how many enforcements are counted at a time; one more connection holds the
   *     snapshot
   */
  public Planner(DataSource dataSource, Narrowing narrowing, int workers) {
    this(dataSource, narrowing, true, workers);
  }

  private Planner(DataSource dataSource, Narrowing narrowing, boolean registers, int workers) {
    this.workers = workers;
    this.jdbc = new JdbcTemplate(dataSource);
    this.narrowing = narrowing;
    this.registers = registers;
    this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
  }

  /** For a database without Oubli's registers, in which nobody could register a hold yet. */
  public static Planner beforeFirstRun(DataSource dataSource, int workers) {
    return new Planner(dataSource, Narrowing.EVERYTHING, false, workers);
  }

  /**
   * @param withOldest also asks for the earliest start of a clock where only a join can tell it,
   *     which a night does not need
   */
  public Plan plan(LocalDate asOf, List<Enforcement> enforcements, boolean withOldest) {
    return new Plan(
        asOf, inOneSnapshot(enforcements, enforcement -> count(enforcement, withOldest)));
  }

  /** A digest of the keys that each line would act on, for a plan that a person approves. */
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
    Enforcement enforcement = narrowing.narrowed(whole, stored);
    enforcement.settings().forEach(jdbc::execute);
    Sql census = (held ? enforcement : enforcement.unheld()).census(withOldest);
    long quarantined = Objects.requireNonNull(one(enforcement.suspects(), Long.class));
    Map<String, Long> detached =
        NonZeroCounts.any(jdbc, (held ? enforcement : enforcement.unheld()).nulledReferences());
    return Objects.requireNonNull(
        jdbc.queryForObject(
            census.text(),
            (row, number) ->
                new PlannedEnforcement(
                    enforcement,
                    stored,
                    new Census(
                        row.getLong("due"),
                        row.getLong("held"),
                        row.getLong("restricted"),
                        row.getLong("in_part"),
                        row.getObject("oldest", LocalDate.class)),
                    quarantined,
                    detached),
            census.values().toArray()));
  }

  /**
   * The server's estimate where it is a large number, which a share needs no better; else exact.
   */
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
