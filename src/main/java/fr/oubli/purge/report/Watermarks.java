package fr.oubli.purge.report;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.clock.Watermark;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.policy.Limits;
import fr.oubli.purge.plan.StoredRows;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The watermarks of large collections: up to which day all rows were judged, and which rows were
 * due then and stayed. A night that goes on from one looks only at what is new. Each of these makes
 * an enforcement look at all rows again: a new policy or map, a run for an earlier day than the
 * last one, a watermark whose last look at all rows is too long ago, and too many rows that stayed.
 *
 * @param everything the person asked for all rows
 */
public record Watermarks(
    JdbcTemplate jdbc, StoredRows rows, Terms terms, Limits limits, boolean everything) {

  public Watermarks(JdbcTemplate jdbc, Terms terms, Limits limits, boolean everything) {
    this(jdbc, new StoredRows(jdbc), terms, limits, everything);
  }

  /** When more rows than this stay, they are not noted, and the next run looks at all rows. */
  public static final long MOST_WAITING = 100_000;

  /**
   * Whether old rows of which nothing is left to do stay in the collection, and to look at all rows
   * is to read a large table: its own, or one by which its rows are judged.
   */
  public boolean isKept(Enforcement enforcement, long stored) {
    return enforcement.doneRowsStay()
        && enforcement.comesInOrder()
        && (isLarge(stored) || isLarge(rows.ofLargest(enforcement.gatheredFrom())));
  }

  private boolean isLarge(long stored) {
    return stored >= limits.everythingBelowRows();
  }

  /** The enforcement on what is new since its watermark; on all rows where it may not go on. */
  public Enforcement narrowed(Enforcement enforcement, long stored) {
    if (everything || !isKept(enforcement, stored)) {
      return enforcement;
    }
    Watermark last = last(enforcement);
    return last != null && follows(last, enforcement) ? enforcement.since(last) : enforcement;
  }

  private boolean follows(Watermark last, Enforcement enforcement) {
    return !last.cutoff().isAfter(enforcement.cutoff())
        && !last.asOf().isAfter(terms.asOf())
        && last.everythingOn().plusDays(limits.everythingEveryDays()).isAfter(terms.asOf());
  }

  private @Nullable Watermark last(Enforcement enforcement) {
    List<Watermark> known =
        jdbc.query(
            """
            select cutoff, run + covers_run::int as first_run, as_of, everything_on from oubli.look
            where rule = ? and collection = ? and policy_sha256 = ? and map_sha256 = ?""",
            (row, number) ->
                new Watermark(
                    row.getObject("cutoff", LocalDate.class),
                    row.getLong("first_run"),
                    row.getObject("as_of", LocalDate.class),
                    row.getObject("everything_on", LocalDate.class)),
            enforcement.rule().name(),
            enforcement.collection(),
            terms.policySha256(),
            terms.mapSha256());
    return known.isEmpty() ? null : known.get(0);
  }

  /** Takes the place of the watermark before, and of the rows that were noted with it. */
  public void set(Enforcement enforcement, long run) {
    Watermark last = enforcement.watermark();
    jdbc.update(
        """
        insert into oubli.look
          (rule, collection, policy_sha256, map_sha256, cutoff, as_of, everything_on, run, covers_run)
        values (?, ?, ?, ?, ?, ?, ?, ?, true)
        on conflict (rule, collection) do update
          set policy_sha256 = excluded.policy_sha256, map_sha256 = excluded.map_sha256,
            cutoff = excluded.cutoff, as_of = excluded.as_of,
            everything_on = excluded.everything_on, run = excluded.run, covers_run = true""",
        enforcement.rule().name(),
        enforcement.collection(),
        terms.policySha256(),
        terms.mapSha256(),
        enforcement.cutoff(),
        terms.asOf(),
        last == null ? terms.asOf() : last.everythingOn(),
        run);
    jdbc.update(
        """
        insert into oubli.waiting (rule, collection, row_key, run)
        select rule, collection, row_key, ?::bigint from oubli.quarantine
        where rule = ? and collection = ?
        on conflict (rule, collection, row_key) do update set run = excluded.run""",
        run,
        enforcement.rule().name(),
        enforcement.collection());
    jdbc.update(
        "delete from oubli.waiting where rule = ? and collection = ? and run <> ?",
        enforcement.rule().name(),
        enforcement.collection(),
        run);
  }

  /** A run acts again after it was verified: its looks did not see what it takes from now on. */
  public void actsAgain(long run) {
    jdbc.update("update oubli.look set covers_run = false where run = ?", run);
  }

  /** The next run looks at all rows. */
  public void remove(Enforcement enforcement) {
    for (String table : List.of("look", "waiting")) {
      jdbc.update(
          "delete from oubli." + table + " where rule = ? and collection = ?",
          enforcement.rule().name(),
          enforcement.collection());
    }
  }
}
