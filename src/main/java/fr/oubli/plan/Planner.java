package fr.oubli.plan;

import fr.oubli.decision.Duty;
import fr.oubli.decision.Sql;
import fr.oubli.hold.ActiveHolds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts what every duty would do, in one read-only snapshot. */
public final class Planner {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final Narrowing looks;
  private final boolean registers;

  /** How much of its rows a duty looks at. */
  public interface Narrowing {

    Narrowing EVERYTHING = (duty, stored) -> duty;

    Duty narrowed(Duty duty, long stored);
  }

  public Planner(DataSource dataSource, Narrowing looks) {
    this(dataSource, looks, true);
  }

  private Planner(DataSource dataSource, Narrowing looks, boolean registers) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.looks = looks;
    this.registers = registers;
    this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
  }

  /** For a database in which nobody could register a hold yet: the registers are not there. */
  public static Planner beforeFirstRun(DataSource dataSource) {
    return new Planner(dataSource, Narrowing.EVERYTHING, false);
  }

  /**
   * @param withOldest also asks for anchors that only a join can tell; a night does without
   */
  public Plan plan(LocalDate asOf, List<Duty> duties, boolean withOldest) {
    return Objects.requireNonNull(
        snapshot.execute(
            status -> {
              roomForHashes();
              boolean held = registers && ActiveHolds.any(jdbc);
              List<Planned> lines = new ArrayList<>();
              duties.forEach(duty -> lines.add(count(duty, held, withOldest)));
              return new Plan(asOf, lines);
            }));
  }

  /** The digests of the keys that each duty would act on, for a plan that is to be approved. */
  public List<String> fingerprints(Plan plan) {
    return Objects.requireNonNull(
        snapshot.execute(
            status -> {
              roomForHashes();
              return plan.lines().stream()
                  .map(line -> line.duty().fingerprint())
                  .map(digest -> Objects.requireNonNull(one(digest, String.class)))
                  .toList();
            }));
  }

  /** Whole tables are joined here; a hash that spills costs more than the memory. */
  private void roomForHashes() {
    jdbc.execute("set local work_mem = '128MB'");
  }

  private Planned count(Duty whole, boolean held, boolean withOldest) {
    long stored = stored(whole);
    Duty duty = looks.narrowed(whole, stored);
    Sql census = (held ? duty : duty.unheld()).census(withOldest);
    long quarantined = Objects.requireNonNull(one(duty.suspects(), Long.class));
    Map<String, Long> detached = detached(held ? duty : duty.unheld());
    return Objects.requireNonNull(
        jdbc.queryForObject(
            census.text(),
            (row, number) ->
                new Planned(
                    duty,
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

  private Map<String, Long> detached(Duty duty) {
    Map<String, Long> counts = new TreeMap<>();
    duty.detached()
        .forEach(
            (child, sql) -> {
              long rows = Objects.requireNonNull(one(sql, Long.class));
              if (rows > 0) {
                counts.put(child, rows);
              }
            });
    return counts;
  }

  /** The planner's own estimate, which is what the share of a large table needs. */
  private long stored(Duty duty) {
    Long estimate =
        jdbc.queryForObject(
            """
            select case when min(c.reltuples) < 0 then -1 else sum(c.reltuples)::bigint end
            from (select ?::regclass::oid as oid) t
            left join lateral pg_partition_tree(t.oid) p on true
            join pg_class c on c.oid = coalesce(p.relid, t.oid)
            where p.relid is null or p.isleaf""",
            Long.class,
            duty.relation());
    if (estimate != null && estimate >= 100_000) {
      return estimate;
    }
    return Objects.requireNonNull(
        jdbc.queryForObject("select count(*) from " + duty.rows(), Long.class));
  }

  private <T> @org.jspecify.annotations.Nullable T one(Sql sql, Class<T> type) {
    return jdbc.queryForObject(sql.text(), type, sql.values().toArray());
  }
}
