package fr.oubli.retention;

import fr.oubli.decision.Duty;
import fr.oubli.decision.LastLook;
import fr.oubli.ledger.RunRegister.Terms;
import fr.oubli.policy.Limits;
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
record LastLooks(JdbcTemplate jdbc, Terms terms, Limits limits, boolean everything) {

  /** More rows than this are not kept in mind: the next run finds them by looking at everything. */
  static final long MOST_WAITING = 100_000;

  /** Only large collections in which old rows stay are worth it. */
  boolean remembers(Duty duty, long stored) {
    return duty.donesStay() && stored >= limits.everythingBelowRows();
  }

  Duty narrowed(Duty duty, long stored) {
    if (everything || !remembers(duty, stored)) {
      return duty;
    }
    LastLook last = last(duty);
    return last != null && follows(last, duty) ? duty.since(last) : duty;
  }

  private boolean follows(LastLook last, Duty duty) {
    return !last.cutoff().isAfter(duty.cutoff())
        && !last.asOf().isAfter(terms.asOf())
        && last.everythingOn().plusDays(limits.everythingEveryDays()).isAfter(terms.asOf());
  }

  private @Nullable LastLook last(Duty duty) {
    List<LastLook> known =
        jdbc.query(
            """
            select cutoff, run, as_of, everything_on from oubli.look
            where rule = ? and collection = ? and policy_sha256 = ? and map_sha256 = ?""",
            (row, number) ->
                new LastLook(
                    row.getObject("cutoff", LocalDate.class),
                    row.getLong("run"),
                    row.getObject("as_of", LocalDate.class),
                    row.getObject("everything_on", LocalDate.class)),
            duty.rule().name(),
            duty.collection(),
            terms.policySha256(),
            terms.mapSha256());
    return known.isEmpty() ? null : known.get(0);
  }

  /** Takes the place of the look before: what waits now, and up to which day all was judged. */
  void looked(Duty duty, long run) {
    LastLook last = duty.last();
    jdbc.update(
        """
        insert into oubli.look
          (rule, collection, policy_sha256, map_sha256, cutoff, as_of, everything_on, run)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (rule, collection) do update
          set policy_sha256 = excluded.policy_sha256, map_sha256 = excluded.map_sha256,
            cutoff = excluded.cutoff, as_of = excluded.as_of,
            everything_on = excluded.everything_on, run = excluded.run""",
        duty.rule().name(),
        duty.collection(),
        terms.policySha256(),
        terms.mapSha256(),
        duty.cutoff(),
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
        duty.rule().name(),
        duty.collection());
    jdbc.update(
        "delete from oubli.waiting where rule = ? and collection = ? and run <> ?",
        duty.rule().name(),
        duty.collection(),
        run);
  }

  void forget(Duty duty) {
    for (String table : List.of("look", "waiting")) {
      jdbc.update(
          "delete from oubli." + table + " where rule = ? and collection = ?",
          duty.rule().name(),
          duty.collection());
    }
  }
}
