package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.DepartedEvents;
import fr.oubli.decision.clock.PersonClockSql;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounts of one person are tied by an identity, and masking one account cuts that tie. Before it
 * does, all of them are told the day of the person's clock: rows of the masked one stay too.
 */
record DuplicateAccounts(Eligibility eligibility) {

  private static final String ROW = "t";

  /** Parts of a statement in which {@code due} are the rows that are about to be acted on. */
  List<Sql> notes(long run) {
    MappedSchema schema = eligibility.schema();
    String collection = eligibility.target().collection().name();
    if (!schema.hasSubjects() || !collection.equals(schema.subjectRule().collection())) {
      return List.of();
    }
    List<Sql> notes = new ArrayList<>();
    for (Rule rule : schema.policy().rules()) {
      if (rule.starts() instanceof Clock.LatestOfSubject) {
        for (String kind : schema.subjectRule().samePersonBy()) {
          notes.add(note("noted" + notes.size(), rule, kind, run));
        }
      }
    }
    return notes;
  }

  /** Twins are looked for first: they are few, and the day of a clock is what costs. */
  private Sql note(String name, Rule rule, String kind, long run) {
    MappedSchema schema = eligibility.schema();
    String people = schema.subjectRule().collection();
    String twin = schema.freshAlias();
    PersonClockSql clock =
        (PersonClockSql) new ClockSqls(schema, eligibility.days()).of(rule, people);
    return Sql.format(
        name
            + (" as (" + DepartedEvents.INTO)
            + " select {}, twin, max(day), max(excepted), {}::bigint"
            + " from (select t.twin, {} as day, {} as excepted from"
            + " (select t.*, unnest(array["
            + Keys.text(twin, schema.table(people))
            + ", "
            + Keys.text(ROW, schema.table(people))
            + "]) as twin from due t join {} on {} and {} <> {} offset 0) t) pairs"
            + " where day is not null or excepted is not null group by twin order by twin"
            + (DepartedEvents.UPDATE + ")"),
        Sql.of("?", rule.name()),
        Sql.of("?", run),
        clock.dayToRemember(ROW),
        clock.exceptedOn(ROW),
        schema.from(people, twin),
        MappedSchema.same(
            schema.identities(twin, people, kind).get(0),
            schema.identities(ROW, people, kind).get(0)),
        schema.key(twin, schema.table(people)),
        schema.key(ROW, schema.table(people)));
  }
}
