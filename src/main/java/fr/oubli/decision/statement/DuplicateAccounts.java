package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.DepartedEvents;
import fr.oubli.decision.clock.PersonClockSql;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The other accounts of the persons whose accounts are due. Accounts of one person are tied by an
 * identity, and masking or deleting one account cuts that tie. Before that the day of the person's
 * clock is noted for all of them, also for the account itself, since rows of it may stay.
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
    for (Rule rule : schema.policy().personClocks()) {
      List<Sql> pairs = new ArrayList<>(themselves(rule));
      schema.subjectRule().samePersonBy().forEach(kind -> pairs.addAll(pairs(kind)));
      if (!pairs.isEmpty()) {
        notes.add(note("noted" + notes.size(), rule, pairs, run));
      }
    }
    return notes;
  }

  /**
   * Duplicates are looked for first, because they are few and the day of a clock is what costs.
   * Each pair notes the day for both of its accounts.
   *
   * @param pairs queries of accounts that are due, each with the key of an account that notes it
   */
  private Sql note(String name, Rule rule, List<Sql> pairs, long run) {
    MappedSchema schema = eligibility.schema();
    String people = schema.subjectRule().collection();
    PersonClockSql clock = new ClockSqls(schema, eligibility.days()).ofPerson(rule, people);
    return Sql.format(
        name
            + (" as (" + DepartedEvents.INTO)
            + " select {}, twin, max(day), max(excepted), {}::bigint"
            + " from (select t.twin, {} as day, {} as excepted from"
            + " ({}) t) pairs"
            + " where day is not null or excepted is not null group by twin order by twin"
            + (DepartedEvents.UPDATE + ")"),
        Sql.of("?", rule.written()),
        Sql.of("?", run),
        clock.dayToRemember(ROW),
        clock.exceptedOn(ROW),
        Sql.union(pairs));
  }

  /**
   * An account of which a stage masks an identity stays, for other rules to end: what guests' rows
   * told of its person by that identity is noted for the account itself.
   */
  private List<Sql> themselves(Rule rule) {
    Rule own = eligibility.target().rule();
    boolean done = rule.name().equals(own.name()) && own.then().size() == 1;
    return done || !eligibility.target().action().isStage()
        ? List.of()
        : List.of(
            Sql.of(
                "select t.*, "
                    + Keys.text(ROW, eligibility.target().table())
                    + " as twin from due t"));
  }

  private List<Sql> pairs(String kind) {
    MappedSchema schema = eligibility.schema();
    String people = schema.subjectRule().collection();
    List<Sql> pairs = new ArrayList<>();
    int several = schema.accounts().of(kind).size();
    for (int mine = 0; mine < several; mine++) {
      for (int theirs = 0; theirs < several; theirs++) {
        String duplicate = schema.freshAlias();
        ReferencedKey own = schema.accounts().from(ROW, kind).get(mine);
        ReferencedKey other = schema.accounts().from(duplicate, kind).get(theirs);
        pairs.add(
            Sql.format(
                "select t.*, unnest(array["
                    + Keys.text(duplicate, schema.table(people))
                    + ", "
                    + Keys.text(ROW, schema.table(people))
                    + "]) as twin from {} join {} on {} and {} <> {} offset 0",
                own.crossed(Sql.of("due t")),
                other.crossed(schema.from(people, duplicate)),
                own.when(other.when(MappedSchema.same(other.key(), own.key()))),
                schema.key(duplicate, schema.table(people)),
                schema.key(ROW, schema.table(people))));
      }
    }
    return pairs.size() == 1 && !eligibility.target().action().isStage()
        ? pairs
        : pairs.stream().map(pair -> Sql.format("({})", pair)).toList();
  }
}
