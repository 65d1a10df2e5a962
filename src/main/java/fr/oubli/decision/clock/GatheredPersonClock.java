package fr.oubli.decision.clock;

import fr.oubli.decision.person.EventTies;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The clock of a person as the tables of {@link GatheredPersons} tell it for the rows of a
 * collection. A row that carries nothing to be tied to anybody by still is an event of its own.
 *
 * @param clock for the collection of the rows
 */
record GatheredPersonClock(PersonClockSql clock, GatheredPersons persons) {

  private static final String GATHERED = "p";

  /**
   * A way from the row to what is gathered of its person, asked as one list of keys that depends on
   * no row. PostgreSQL makes a hash of it once, however many rows it expects to ask.
   *
   * @param holds the condition under which the row goes this way
   * @param own what the row has in common with the listed keys
   * @param listed the columns that are listed
   * @param toOne the way leads to one gathered row at most
   */
  private record Tie(
      Sql holds, Sql own, Sql listed, List<Sql> tables, List<Sql> joined, boolean toOne) {

    Sql meets(Sql condition) {
      return Sql.format("({}) is true", among(condition));
    }

    Sql fails(Sql condition) {
      return Sql.format("({}) is not true", among(condition));
    }

    private Sql among(Sql condition) {
      List<Sql> conditions = new ArrayList<>(joined);
      conditions.add(condition);
      return Sql.all(
          holds,
          Sql.format(
              "{} in (select {} from {}{})", own, listed, Sql.list(tables), Sql.where(conditions)));
    }

    /** What stands behind the row after FROM, where the way leads to one row. */
    Sql joined(String alias) {
      return Sql.format(
          " left join (select {} as key, p.last_day from {}{}) " + alias + " on {}",
          listed,
          Sql.list(tables),
          Sql.where(joined),
          Sql.all(holds, Sql.format(alias + ".key = {}", own)));
    }

    Sql latest() {
      List<Sql> conditions = new ArrayList<>(joined);
      conditions.add(holds);
      conditions.add(Sql.format("({}) = {}", listed, own));
      return Sql.format(
          "(select max(p.last_day) from {}{})", Sql.list(tables), Sql.where(conditions));
    }
  }

  Sql due(String row) {
    List<Sql> conditions = new ArrayList<>();
    List<Sql> ofOwner = new ArrayList<>();
    for (PersonEvents own : ownEvents()) {
      conditions.add(own.passes(row));
      ofOwner.add(own.starts(row));
    }
    byAccounts(row).forEach(tie -> ofOwner.add(tie.meets(persons.over())));
    List<Sql> besides = new ArrayList<>();
    byIdentities(row).forEach(tie -> besides.add(tie.meets(persons.over())));
    List<Tie> ties = ties(row);
    // Where one tie to one person is all there is, that it is over says that none keeps.
    if (ties.size() > 1 || !ownEvents().isEmpty() || severalPersons()) {
      ties.forEach(tie -> conditions.add(tie.fails(persons.over().not())));
    }
    clock.ties().keeps(row, LookupStyle.SETS).forEach(kept -> conditions.add(kept.not()));
    besides.addAll(clock.ties().started(row, LookupStyle.SETS));
    conditions.add(clock.shared(LookupStyle.SETS).started(row, ofOwner, besides, this::isOver));
    return Sql.all(conditions);
  }

  private Sql isOver(String account) {
    return meets(account, persons.over());
  }

  private Sql meets(String account, Sql condition) {
    MappedSchema schema = clock.schema();
    return LookupStyle.SETS.exists(
        persons.accounts(GATHERED),
        Sql.all(
            Sql.format(
                "p.account = {}",
                ReferencedKey.ofRow(schema, account, schema.subjectRule().collection())),
            condition));
  }

  Sql suspect(String row) {
    List<Sql> found = new ArrayList<>();
    for (PersonEvents own : ownEvents()) {
      found.add(Sql.all(List.of(own.counted().apply(row), own.suspect(row))));
    }
    ties(row).forEach(tie -> found.add(tie.meets(Sql.of("p.suspect"))));
    if (clock.mayBeUndated()) {
      found.add(undated(row));
    }
    return Sql.any(found);
  }

  /** All dates of the person are missing. */
  private Sql undated(String row) {
    List<Sql> undated = new ArrayList<>();
    List<Sql> told = new ArrayList<>();
    for (PersonEvents own : ownEvents()) {
      undated.add(Sql.all(own.counted().apply(row), own.undated(row)));
      told.add(own.date() == null ? Sql.FALSE : own.starts(row));
    }
    for (Tie tie : ties(row)) {
      undated.add(tie.meets(Sql.of("p.undated")));
      told.add(tie.meets(Sql.of("not p.undated")));
    }
    told.addAll(clock.ties().dated(row, LookupStyle.SETS));
    return Sql.all(Sql.any(undated), Sql.any(told).not());
  }

  /** Something of the person goes on. */
  Sql goesOn(String row) {
    List<Sql> found = new ArrayList<>();
    ownEvents().forEach(own -> found.add(own.goesOn(row)));
    ties(row).forEach(tie -> found.add(tie.meets(Sql.of("p.last_day = 'infinity'"))));
    return Sql.any(found);
  }

  Sql started(String row) {
    List<Sql> ofOwner = new ArrayList<>();
    clock.events().stream()
        .filter(event -> event.collection().equals(clock.collection()))
        .forEach(event -> ofOwner.add(clock.counts(row, event)));
    Sql event =
        Sql.of(
            clock.mayBeUndated()
                ? "(p.last_day is not null or p.suspect or p.undated)"
                : "(p.last_day is not null or p.suspect)");
    byAccounts(row).forEach(tie -> ofOwner.add(tie.meets(event)));
    List<Sql> besides = new ArrayList<>();
    byIdentities(row).forEach(tie -> besides.add(tie.meets(event)));
    besides.addAll(clock.ties().started(row, LookupStyle.SETS));
    return clock
        .shared(LookupStyle.SETS)
        .started(row, ofOwner, besides, account -> meets(account, event));
  }

  /** The latest day; null where no event is known. */
  Sql day(String row) {
    List<Sql> days = ownDays(row);
    ties(row).forEach(tie -> days.add(tie.latest()));
    days.addAll(clock.ties().days(row));
    return latest(days);
  }

  /** The same of every row of a table: what is gathered is joined, not looked up row by row. */
  JoinedInstant joinedDay(String row) {
    List<Sql> days = ownDays(row);
    Sql joined = Sql.of("");
    int known = 0;
    for (Tie tie : ties(row)) {
      if (tie.toOne()) {
        String alias = "known_" + ++known;
        joined = Sql.format("{}{}", joined, tie.joined(alias));
        days.add(Sql.of(alias + ".last_day"));
      } else {
        days.add(tie.latest());
      }
    }
    days.addAll(clock.ties().days(row));
    return new JoinedInstant(joined, latest(days));
  }

  private List<Sql> ownDays(String row) {
    List<Sql> days = new ArrayList<>();
    for (PersonEvents own : ownEvents()) {
      days.add(Sql.when(own.counted().apply(row), own.day(row)));
    }
    return days;
  }

  private static Sql latest(List<Sql> days) {
    return switch (days.size()) {
      case 0 -> Sql.of("null::date");
      case 1 -> days.get(0);
      default -> Sql.format("greatest({})", Sql.list(days));
    };
  }

  private List<PersonEvents> ownEvents() {
    return clock.personEvents().stream()
        .filter(events -> events.collection().equals(clock.collection()))
        .toList();
  }

  /** What is gathered of the row's account has the identities of that account in it already. */
  private List<Tie> ties(String row) {
    return Stream.concat(byAccounts(row).stream(), byIdentities(row).stream()).toList();
  }

  private List<Tie> byAccounts(String row) {
    MappedSchema schema = clock.schema();
    String people = schema.subjectRule().collection();
    return schema.persons().owners(clock.collection()).stream()
        .map(
            way ->
                byAccount(
                    ReferencedKey.of(schema, way, row, people),
                    new ReferencePath(schema, way).leadsToOne()))
        .toList();
  }

  private List<Tie> byIdentities(String row) {
    List<Tie> ties = new ArrayList<>();
    MappedSchema schema = clock.schema();
    if (!clock.collection().equals(schema.subjectRule().collection())) {
      for (String kind : schema.subjectRule().samePersonBy()) {
        for (ReferencedKey identity :
            persons.identitiesOf(row, clock.collection(), kind, EventTies.OWNER)) {
          ties.add(byIdentity(kind, identity));
        }
      }
    }
    return ties;
  }

  private boolean severalPersons() {
    return clock.schema().persons().owners(clock.collection()).stream().anyMatch(Step::anyDown);
  }

  private Tie byAccount(ReferencedKey account, boolean toOne) {
    return tie(account, persons.accounts(GATHERED), Sql.of("p.account"), List.of(), toOne);
  }

  private Tie byIdentity(String kind, ReferencedKey identity) {
    return tie(
        identity,
        persons.identities(GATHERED),
        Sql.of("p.identity"),
        List.of(Sql.of("p.kind = ?", kind), Sql.of("p.identity <> ''")),
        identity.tables().isEmpty());
  }

  /** What is gathered by a key, at the end of the path from the row to that key. */
  private static Tie tie(
      ReferencedKey end, Sql gathered, Sql by, List<Sql> conditions, boolean toOne) {
    List<Sql> tables = new ArrayList<>(end.tables());
    tables.add(gathered);
    if (end.tables().isEmpty()) {
      return new Tie(end.holds(), end.key(), by, tables, conditions, toOne);
    }
    List<Sql> joined = new ArrayList<>(end.joined());
    joined.addAll(conditions);
    joined.add(Sql.format("{} = {}", by, end.key()));
    return new Tie(end.holds(), end.own(), end.other(), tables, joined, toOne);
  }
}
