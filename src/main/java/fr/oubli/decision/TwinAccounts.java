package fr.oubli.decision;

import fr.oubli.policy.Clock;
import fr.oubli.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounts of one person are tied by an identity, and masking one account cuts that tie. Before it
 * does, the other accounts are told the day of the person's clock.
 */
record TwinAccounts(Decision decision, Anchors anchors) {

  private static final String ROW = "t";

  List<Sql> notes(Slice slice, long run) {
    Estate estate = decision.estate();
    String collection = decision.task().collection().name();
    if (!estate.hasSubjects() || !collection.equals(estate.subjectRule().collection())) {
      return List.of();
    }
    List<Sql> notes = new ArrayList<>();
    for (Rule rule : estate.policy().rules()) {
      if (rule.starts() instanceof Clock.LatestOfSubject) {
        for (String kind : estate.subjectRule().samePersonBy()) {
          notes.add(note(rule, kind, slice, run));
        }
      }
    }
    return notes;
  }

  /** Twins are looked for first: they are few, and the decision on a row is what costs. */
  private Sql note(Rule rule, String kind, Slice slice, long run) {
    Estate estate = decision.estate();
    String people = estate.subjectRule().collection();
    String twin = estate.freshAlias();
    return Sql.format(
        "with noted as (insert into oubli.departed_event as known"
            + " (rule, subject_key, last_day, run)"
            + " select {}, twin, max(day), {}::bigint from (select t.twin, {} as day from"
            + " (select t.*, "
            + Keys.text(twin, estate.table(people))
            + " as twin from "
            + slice.relation()
            + " t join {} on {} = {} and {} <> {} where {} offset 0) t where {}) pairs"
            + " where day is not null group by twin order by twin"
            + " on conflict (rule, subject_key) do update"
            + " set last_day = greatest(known.last_day, excluded.last_day), run = excluded.run"
            + " returning 1) select count(*) from noted",
        Sql.of("?", rule.name()),
        Sql.of("?", run),
        anchors.of(rule, people).day(ROW),
        estate.from(people, twin),
        estate.identities(twin, people, kind).get(0),
        estate.identities(ROW, people, kind).get(0),
        estate.key(twin, estate.table(people)),
        estate.key(ROW, estate.table(people)),
        slice.rows(ROW),
        decision.actionable(ROW, Look.PROBES));
  }
}
