package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.Keeping;
import fr.oubli.decision.NonZeroCounts;
import fr.oubli.decision.SessionTables;
import fr.oubli.decision.keep.HoldsInForce;
import fr.oubli.platform.batch.ParallelQueries;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts what every enforcement would do, in one snapshot that all workers share. No table of the
 * company is written: what is gathered for several questions is in temporary tables, and once these
 * are made the transaction is read-only, but where the plan's rows are kept.
 */
public final class Planner {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;
  private final Narrowing narrowing;
  private final boolean registers;
  private final int workers;
  private final @Nullable String making;
  private final RowsTold told;
  private final Counted counted;

  /** Which of the stored rows an enforcement looks at. */
  public interface Narrowing {

    /** All of them. */
    Narrowing EVERYTHING = (enforcement, stored) -> enforcement;

    Enforcement narrowed(Enforcement enforcement, long stored);
  }

  /** Is told of each enforcement that is counted; the workers may call at the same time. */
  public interface Counted {

    /**
     * @param due how many rows of it are due
     */
    void counted(long due);
  }

  /** What is asked beside the counts. */
  public enum Detail {
    /** The earliest start of a clock, also where only a join can tell it. */
    OLDEST,
    /** The due rows that would stay because others refer to them. */
    REFERRERS,
    /**
     * Lists of the rows to act on where a clock is per person: what was gathered to count them
     * tells them at once, and the steps of the job need not gather it again.
     */
    ROWS
  }

  /**
   * @param workers how many enforcements are counted at a time; one more connection holds the
   *     snapshot
   */
  public Planner(DataSource dataSource, Narrowing narrowing, int workers) {
    this(new JdbcTemplate(dataSource), snapshot(dataSource), narrowing, true, workers);
  }

  private Planner(
      JdbcTemplate jdbc,
      TransactionTemplate snapshot,
      Narrowing narrowing,
      boolean registers,
      int workers) {
    this.jdbc = jdbc;
    this.snapshot = snapshot;
    this.narrowing = narrowing;
    this.registers = registers;
    this.workers = workers;
    this.making = null;
    this.told = RowsTold.NOBODY;
    this.counted = due -> {};
  }

  private Planner(Planner other, @Nullable String making, RowsTold told, Counted counted) {
    this.jdbc = other.jdbc;
    this.snapshot = other.snapshot;
    this.narrowing = other.narrowing;
    this.registers = other.registers;
    this.workers = other.workers;
    this.making = making;
    this.told = told;
    this.counted = counted;
  }

  private static TransactionTemplate snapshot(DataSource dataSource) {
    TransactionTemplate snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    return snapshot;
  }

  /** For a database without Oubli's registers, in which nobody could register a hold yet. */
  public static Planner beforeFirstRun(DataSource dataSource, int workers) {
    return new Planner(
        new JdbcTemplate(dataSource), snapshot(dataSource), Narrowing.EVERYTHING, false, workers);
  }

  /** The same, which also keeps the keys of the rows to act on, under the name of a making. */
  public Planner keeping(String name) {
    return new Planner(this, name, told, counted);
  }

  /** The same, which also tells somebody the rows to act on. */
  public Planner telling(RowsTold somebody) {
    return new Planner(this, making, somebody, counted);
  }

  /** The same, which also tells how far it is. */
  public Planner showing(Counted somebody) {
    return new Planner(this, making, told, somebody);
  }

  public Plan plan(LocalDate asOf, List<Enforcement> enforcements, Set<Detail> details) {
    List<List<Enforcement>> groups =
        EnforcementGroups.spread(
            EnforcementGroups.sharing(enforcements, Enforcement::tables), workers);
    StoredRows stored = new StoredRows(jdbc);
    List<List<PlannedEnforcement>> lines =
        Objects.requireNonNull(
            snapshot.execute(
                status -> {
                  String shared = one(Sql.of("select pg_export_snapshot()"), String.class);
                  HoldsInForce held = registers ? HoldsInForce.read(jdbc) : HoldsInForce.NONE;
                  return ParallelQueries.each(
                      groups,
                      workers,
                      group -> seeing(shared, () -> count(group, stored, held, details)));
                }));
    return new Plan(asOf, EnforcementGroups.inOrder(enforcements, groups, lines));
  }

  private <R> R seeing(@Nullable String shared, Supplier<R> work) {
    return Objects.requireNonNull(
        snapshot.execute(
            status -> {
              SessionTables.allow(jdbc);
              jdbc.execute("set transaction snapshot '" + shared + "'");
              return work.get();
            }));
  }

  /** What is narrowed is known first, because it says what has to be gathered. */
  private List<PlannedEnforcement> count(
      List<Enforcement> group, StoredRows storedRows, HoldsInForce held, Set<Detail> details) {
    List<Long> stored = group.stream().map(storedRows::of).toList();
    List<Enforcement> narrowed = new ArrayList<>();
    SessionTables tables = new SessionTables(jdbc);
    for (int i = 0; i < group.size(); i++) {
      Enforcement enforcement = narrowing.narrowed(group.get(i), stored.get(i));
      narrowed.add(enforcement);
      jdbc.execute(Enforcement.ROOM);
      tables.make(enforcement.tables());
      if (details.contains(Detail.REFERRERS)) {
        tables.make(enforcement.registering(held).referrersTables());
      }
    }
    if (making == null) {
      jdbc.execute("set transaction read only");
    }
    List<PlannedEnforcement> lines = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      PlannedEnforcement line = count(narrowed.get(i), stored.get(i), held, details);
      counted.counted(line.due());
      lines.add(line);
    }
    return lines;
  }

  private PlannedEnforcement count(
      Enforcement enforcement, long stored, HoldsInForce held, Set<Detail> details) {
    enforcement.settings().forEach(jdbc::execute);
    Enforcement asked = enforcement.registering(held);
    Census census =
        census(
            making == null
                ? asked.census(details.contains(Detail.OLDEST))
                : asked.keptCensus(making),
            leftOut(asked));
    told.rows(asked, jdbc);
    long quarantined = Objects.requireNonNull(one(enforcement.suspects(), Long.class));
    Map<String, Long> detached =
        census.actionable() == 0 ? Map.of() : NonZeroCounts.any(jdbc, asked.nulledReferences());
    Map<Keeping, Long> referred =
        details.contains(Detail.REFERRERS) && census.actionable() > 0
            ? NonZeroCounts.any(jdbc, asked.referrers())
            : Map.of();
    boolean listed =
        details.contains(Detail.ROWS)
            && !enforcement.tables().isEmpty()
            && census.actionable() > 0
            && census.actionable() <= RowListing.MOST;
    List<Slice> slices = listed ? RowListing.slices(jdbc, asked.places()) : List.of();
    return new PlannedEnforcement(
        enforcement, stored, census, quarantined, detached, referred, slices);
  }

  private LeftOut leftOut(Enforcement enforcement) {
    return enforcement
        .leftOut()
        .map(
            sql ->
                jdbc.queryForObject(
                    sql.text(),
                    (row, number) -> new LeftOut(row.getLong("left_out"), row.getLong("untied")),
                    sql.values().toArray()))
        .orElse(LeftOut.NONE);
  }

  private Census census(Sql census, LeftOut leftOut) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            census.text(),
            (row, number) ->
                new Census(
                    row.getLong("due"),
                    row.getLong("held"),
                    row.getLong("restricted"),
                    row.getLong("in_part"),
                    row.getString("digest"),
                    row.getObject("oldest", LocalDate.class),
                    leftOut),
            census.values().toArray()));
  }

  private <T> @Nullable T one(Sql sql, Class<T> type) {
    return jdbc.queryForObject(sql.text(), type, sql.values().toArray());
  }
}
