package fr.oubli.decision;

import fr.oubli.policy.Clock;
import fr.oubli.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounts of one person are tied by an identity, and masking one account cuts that tie. Before it
 * does, all of them are told the day of the person's clock: rows of the masked one stay too.
 */
record TwinAccounts(Decision decision) {

  private static final String ROW = "t";

  /** Parts of a statement in which {@code due} are the rows that are about to be acted on. */
  List<Sql> notes(long run) {
    Estate estate = decision.estate();
    String collection = decision.task().collection().name();
    if (!estate.hasSubjects() || !collection.equals(estate.subjectRule().collection())) {
      return List.of();
    }
    List<Sql> notes = new ArrayList<>();
    for (Rule rule : estate.policy().rules()) {
      if (rule.starts() instanceof Clock.LatestOfSubject) {
        for (String kind : estate.subjectRule().samePersonBy()) {
          notes.add(note("noted" + notes.size(), rule, kind, run));
        }
      }
    }
    return notes;
  }

  /** Twins are looked for first: they are few, and the day of a clock is what costs. */
  private Sql note(String name, Rule rule, String kind, long run) {
    Estate estate = decision.estate();
    String people = estate.subjectRule().collection();
    String twin = estate.freshAlias();
    PersonAnchor clock = (PersonAnchor) new Anchors(estate, decision.days()).of(rule, people);
    return Sql.format(
        name
            + (" as (" + DepartedEvents.INTO)
            + " select {}, twin, max(day), max(excepted), {}::bigint"
            + " from (select t.twin, {} as day, {} as excepted from"
            + " (select t.*, unnest(array["
            + Keys.text(twin, estate.table(people))
            + ", "
            + Keys.text(ROW, estate.table(people))
            + "]) as twin from due t join {} on {} and {} <> {} offset 0) t) pairs"
            + " where day is not null or excepted is not null group by twin order by twin"
            + (DepartedEvents.UPDATE + ")"),
        Sql.of("?", rule.name()),
        Sql.of("?", run),
        clock.dayToRemember(ROW),
        clock.exceptedOn(ROW),
        estate.from(people, twin),
        Estate.same(
            estate.identities(twin, people, kind).get(0),
            estate.identities(ROW, people, kind).get(0)),
        estate.key(twin, estate.table(people)),
        estate.key(ROW, estate.table(people)));
  }
}
