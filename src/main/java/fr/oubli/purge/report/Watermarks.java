package fr.oubli.purge.report;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.clock.Watermark;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.policy.Limits;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which duties may go on from their last look, and what they looked at tonight. A new policy or
 * map, a day gone back, a look too long ago, or too much that waits: each makes a duty look at
 * everything again.
 *
 * @param everything the person asked for all rows
 */
public record Watermarks(JdbcTemplate jdbc, Terms terms, Limits limits, boolean everything) {

  /** More rows than this are not kept in mind: the next run finds them by looking at everything. */
  public static final long MOST_WAITING = 100_000;

  /** Only large collections in which old rows stay are worth it. */
  public boolean remembers(Enforcement enforcement, long stored) {
    return enforcement.donesStay() && stored >= limits.everythingBelowRows();
  }

  public Enforcement narrowed(Enforcement enforcement, long stored) {
    if (everything || !remembers(enforcement, stored)) {
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
            select cutoff, run, as_of, everything_on from oubli.look
            where rule = ? and collection = ? and policy_sha256 = ? and map_sha256 = ?""",
            (row, number) ->
                new Watermark(
                    row.getObject("cutoff", LocalDate.class),
                    row.getLong("run"),
                    row.getObject("as_of", LocalDate.class),
                    row.getObject("everything_on", LocalDate.class)),
            enforcement.rule().name(),
            enforcement.collection(),
            terms.policySha256(),
            terms.mapSha256());
    return known.isEmpty() ? null : known.get(0);
  }

  /** Takes the place of the look before: what waits now, and up to which day all was judged. */
  public void looked(Enforcement enforcement, long run) {
    Watermark last = enforcement.last();
    jdbc.update(
        """
        insert into oubli.look
          (rule, collection, policy_sha256, map_sha256, cutoff, as_of, everything_on, run)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (rule, collection) do update
          set policy_sha256 = excluded.policy_sha256, map_sha256 = excluded.map_sha256,
            cutoff = excluded.cutoff, as_of = excluded.as_of,
            everything_on = excluded.everything_on, run = excluded.run""",
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

  public void forget(Enforcement enforcement) {
    for (String table : List.of("look", "waiting")) {
      jdbc.update(
          "delete from oubli." + table + " where rule = ? and collection = ?",
          enforcement.rule().name(),
          enforcement.collection());
    }
  }
}
