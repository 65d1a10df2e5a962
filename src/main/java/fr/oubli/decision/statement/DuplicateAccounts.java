package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.DayToRemember;
import fr.oubli.decision.clock.DepartedEvents;
import fr.oubli.decision.clock.PartedAccounts;
import fr.oubli.decision.clock.PersonClockSql;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
      PersonClockSql clock = new ClockSqls(schema, eligibility.days()).ofPerson(rule, collection);
      PartedAccounts parted = new PartedAccounts(schema, clock);
      List<Sql> themselves = themselves(rule);
      List<Sql> pairs = new ArrayList<>(themselves);
      schema.subjectRule().samePersonBy().forEach(kind -> pairs.addAll(pairs(kind)));
      if (!pairs.isEmpty()) {
        Sql told = parted.mayDiffer() ? apart(clock, parted, themselves) : alike(clock, pairs);
        notes.add(note("noted" + notes.size(), rule, told, run));
      }
    }
    return notes;
  }

  /**
   * A query of the keys of those rows of {@code slice} that have another account, where nothing is
   * noted of any other row; empty where something may be noted of each.
   */
  Optional<Sql> doubled() {
    MappedSchema schema = eligibility.schema();
    if (schema.policy().personClocks().stream().anyMatch(rule -> !themselves(rule).isEmpty())) {
      return Optional.empty();
    }
    String key = Keys.text(ROW, eligibility.target().table());
    List<Sql> doubled = new ArrayList<>();
    for (String kind : schema.subjectRule().samePersonBy()) {
      tied("slice", kind)
          .forEach(pair -> doubled.add(Sql.format("(select " + key + " from {})", pair.tied())));
    }
    return doubled.isEmpty() ? Optional.empty() : Optional.of(Sql.union(doubled));
  }

  /** What accounts note, each of what the others told: of a pair both are asked. */
  private Sql apart(PersonClockSql clock, PartedAccounts parted, List<Sql> themselves) {
    Sql excepted = clock.exceptedOn(ROW);
    List<Sql> told = new ArrayList<>();
    themselves.forEach(own -> told.add(told(parted.dayForItself(ROW), excepted, own)));
    for (String kind : eligibility.schema().subjectRule().samePersonBy()) {
      for (Pair pair : tied(kind)) {
        told.add(told(parted.dayForOthers(ROW), excepted, pair.ofDue()));
        told.add(told(parted.dayForOthers(ROW), excepted, pair.ofDuplicate()));
      }
    }
    return Sql.union(told);
  }

  /**
   * Duplicates are looked for first, because they are few and the day of a clock is what costs.
   *
   * @param told queries of accounts that note a day, with the day and with the last day on which
   *     the person was left out of the rule
   */
  private static Sql note(String name, Rule rule, Sql told, long run) {
    return Sql.format(
        name
            + (" as (" + DepartedEvents.INTO)
            + " select {}, twin, max(day), max(excepted), {}::bigint"
            + " from ({}) pairs"
            + " where day is not null or excepted is not null group by twin order by twin"
            + (DepartedEvents.UPDATE + ")"),
        Sql.of("?", rule.written()),
        Sql.of("?", run),
        told);
  }

  private static Sql told(Sql day, Sql excepted, Sql accounts) {
    return Sql.format(
        "select t.twin, {} as day, {} as excepted from ({}) t", day, excepted, accounts);
  }

  /** What accounts note, where it does not matter which of them told it. */
  private Sql alike(PersonClockSql clock, List<Sql> pairs) {
    return told(new DayToRemember(clock).of(ROW), clock.exceptedOn(ROW), Sql.union(pairs));
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

  /**
   * An account that is due and another of the same person.
   *
   * @param duplicate the alias of the other
   * @param tied what stands after FROM, and ties them
   */
  private record Pair(MappedSchema schema, String duplicate, Sql tied) {

    private String key(String alias) {
      return Keys.text(alias, schema.table(schema.subjectRule().collection()));
    }

    /** Both of them note what the one that is due tells. */
    Sql ofBoth() {
      return Sql.format(
          "select t.*, unnest(array[" + key(duplicate) + ", " + key(ROW) + "]) as twin from {}",
          tied);
    }

    /** The other notes what the one that is due tells. */
    Sql ofDue() {
      return Sql.format("select t.*, " + key(duplicate) + " as twin from {}", tied);
    }

    /** The one that is due notes what the other tells. */
    Sql ofDuplicate() {
      return Sql.format("select " + duplicate + ".*, " + key(ROW) + " as twin from {}", tied);
    }
  }

  private List<Sql> pairs(String kind) {
    List<Sql> pairs = tied(kind).stream().map(Pair::ofBoth).toList();
    return pairs.size() == 1 && !eligibility.target().action().isStage()
        ? pairs
        : pairs.stream().map(pair -> Sql.format("({})", pair)).toList();
  }

  private List<Pair> tied(String kind) {
    return tied("due", kind);
  }

  private List<Pair> tied(String rows, String kind) {
    MappedSchema schema = eligibility.schema();
    String people = schema.subjectRule().collection();
    List<Pair> pairs = new ArrayList<>();
    int several = schema.accounts().of(kind).size();
    for (int mine = 0; mine < several; mine++) {
      for (int theirs = 0; theirs < several; theirs++) {
        String duplicate = schema.freshAlias();
        ReferencedKey own = schema.accounts().from(ROW, kind).get(mine);
        ReferencedKey other = schema.accounts().from(duplicate, kind).get(theirs);
        pairs.add(
            new Pair(
                schema,
                duplicate,
                Sql.format(
                    "{} join {} on {} and {} <> {} offset 0",
                    own.crossed(Sql.of(rows + " t")),
                    other.crossed(schema.from(people, duplicate)),
                    own.when(other.when(MappedSchema.same(other.key(), own.key()))),
                    schema.key(duplicate, schema.table(people)),
                    schema.key(ROW, schema.table(people)))));
      }
    }
    return pairs;
  }
}
