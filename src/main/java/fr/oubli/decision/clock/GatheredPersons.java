package fr.oubli.decision.clock;

import fr.oubli.decision.person.EventTies;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the clock of a rule says of every person, gathered once for all statements of a transaction
 * that ask it of whole tables. One table tells it by account and one by identity, since a row is
 * tied to its person by the account that it refers to and by the identities that it carries.
 *
 * <p>Their columns: {@code last_day}, the day of the latest event; {@code over}, false where an
 * event is not over, is suspect, goes on, or leaves the person out of the rule, and null where all
 * events are undated; {@code suspect}, where the date of an event is; and where an event may be
 * undated, {@code undated}, true where all are.
 *
 * <p>Rules that a period in the data makes of one differ by their periods alone. They share the
 * tables, in which whatever has come is over; each then asks how long ago the latest event was.
 *
 * @param clock of the rule, for the collection of the persons
 * @param over the condition that all is over, of a row behind the alias {@code p}
 * @param shared whether other rules gather the same
 */
record GatheredPersons(PersonClockSql clock, Sql over, boolean shared) {

  private static final String EVENT = "e";
  private static final String ACCOUNT = "a";

  /**
   * @param clock of the rule, for the collection of the persons
   */
  static GatheredPersons of(PersonClockSql clock) {
    return clock.rule().keep().read().isPresent()
        ? new GatheredPersons(
            untilToday(clock), Sql.of("(p.over and p.last_day <= ?)", clock.cutoff()), true)
        : new GatheredPersons(clock, Sql.of("p.over"), false);
  }

  /** The clock where every date is over that is credible and has come. */
  private static PersonClockSql untilToday(PersonClockSql clock) {
    return new PersonClockSql(
        clock.schema(), clock.days(), clock.rule(), clock.collection(), clock.days().asOf());
  }

  /** In the order in which they are made. */
  List<SessionTable> tables() {
    return schema().subjectRule().samePersonBy().isEmpty()
        ? List.of(table("accounts", accountsAlone(), "account"))
        : List.of(
            table("events by account", byAccount(), "account"),
            table("identities", identities(), "kind", "identity"),
            table("accounts", accounts(), "account"));
  }

  /** Whose rows are read to gather them. */
  Set<String> collections() {
    return Stream.concat(
            Stream.of(people()), clock.personEvents().stream().map(PersonEvents::collection))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What stands after FROM: one row per account. */
  Sql accounts(String alias) {
    return name("accounts", alias);
  }

  /** What stands after FROM: one row per kind and identity. */
  Sql identities(String alias) {
    return name("identities", alias);
  }

  private Sql accountsAlone() {
    List<Sql> parts = new ArrayList<>(accountEvents());
    clock.rememberedByAccount().ifPresent(parts::add);
    return grouped("account", parts);
  }

  private Sql byAccount() {
    return grouped("account", accountEvents());
  }

  /** The events that carry an identity, and those of the accounts that have it. */
  private Sql identities() {
    List<Sql> parts = new ArrayList<>();
    for (String kind : schema().subjectRule().samePersonBy()) {
      for (PersonEvents events : clock.personEvents()) {
        if (!events.collection().equals(people())) {
          for (ReferencedKey identity :
              identitiesOf(EVENT, events.collection(), kind, events.ties())) {
            Sql columns = Sql.format("{} as kind, {} as identity", value(kind), identity.key());
            parts.add(
                events.select(columns, EVENT, identity.tables(), joined(identity), undated()));
          }
        }
      }
      for (ReferencedKey identity : schema().accounts().from(ACCOUNT, kind)) {
        parts.add(
            Sql.format(
                """
                select {} as kind, {} as identity, {}
                from {} join {} on {}""",
                value(kind),
                identity.key(),
                said(),
                name("events by account", "gathered"),
                accountsWith(identity),
                identity.when(
                    Sql.format("{} = account", ReferencedKey.ofRow(schema(), ACCOUNT, people())))));
      }
    }
    return grouped("kind, identity", parts);
  }

  /** The accounts with events of their own, and those that share an identity with an event. */
  private Sql accounts() {
    List<Sql> parts = new ArrayList<>();
    parts.add(
        Sql.format("select account, {} from {}", said(), name("events by account", "gathered")));
    for (String kind : schema().subjectRule().samePersonBy()) {
      for (ReferencedKey identity : schema().accounts().from(ACCOUNT, kind)) {
        parts.add(
            Sql.format(
                """
                select {} as account, {}
                from {} join {} on kind = {} and identity = {} and identity <> ''{}""",
                ReferencedKey.ofRow(schema(), ACCOUNT, people()),
                said(),
                identities("gathered"),
                accountsWith(identity),
                value(kind),
                identity.key(),
                identity.tables().isEmpty()
                    ? Sql.of("")
                    : Sql.format(" and {}", identity.when(Sql.TRUE))));
      }
    }
    clock.rememberedByAccount().ifPresent(parts::add);
    return grouped("account", parts);
  }

  /** The accounts, joined to the elements of their array where it holds the identity. */
  private Sql accountsWith(ReferencedKey identity) {
    return identity.crossed(schema().from(people(), ACCOUNT));
  }

  private List<Sql> accountEvents() {
    List<Sql> parts = new ArrayList<>(List.of(none()));
    for (PersonEvents events : clock.personEvents()) {
      List<List<Step>> ways = events.ties().accounts(schema().persons(), events.collection());
      for (ReferencedKey account : keys(EVENT, ways)) {
        Sql key = Sql.format("{} as account", account.key());
        parts.add(events.select(key, EVENT, account.tables(), joined(account), undated()));
      }
    }
    return parts;
  }

  private static List<Sql> joined(ReferencedKey end) {
    return Stream.concat(Stream.of(end.reference()), end.joined().stream()).toList();
  }

  /** Where no event refers to an account, it still says what the columns are. */
  private Sql none() {
    return Sql.format(
        "select {} as account, null::date as last_day, false as over, false as suspect{} from {}"
            + " where false",
        ReferencedKey.ofRow(schema(), ACCOUNT, people()),
        Sql.of(undated() ? ", false as undated" : ""),
        schema().from(people(), ACCOUNT));
  }

  private List<ReferencedKey> keys(String row, List<List<Step>> ways) {
    return ways.stream().map(way -> ReferencedKey.of(schema(), way, row, people())).toList();
  }

  /** The identities of a kind that a row carries, or that rows below carry for it. */
  List<ReferencedKey> identitiesOf(String row, String collection, String kind, EventTies ties) {
    List<List<Step>> ways = new ArrayList<>(List.of(List.of()));
    ways.addAll(ties.identified(schema().persons(), collection));
    List<ReferencedKey> identities = new ArrayList<>();
    for (List<Step> way : ways) {
      String carrier = way.isEmpty() ? collection : Step.end(way);
      for (int which = 0; which < schema().identities(row, carrier, kind).size(); which++) {
        int number = which;
        identities.add(
            ReferencedKey.through(
                schema(), way, row, end -> schema().identities(end, carrier, kind).get(number)));
      }
    }
    return identities;
  }

  private Sql grouped(String key, List<Sql> parts) {
    return Sql.format(
        "select "
            + key
            + ", max(last_day) as last_day, bool_and(over) as over, bool_or(suspect) as suspect{}\n"
            + "from ({}) gathered group by "
            + key,
        Sql.of(undated() ? ", bool_and(undated) as undated" : ""),
        Sql.union(parts));
  }

  private Sql said() {
    return Sql.of("last_day, over, suspect" + (undated() ? ", undated" : ""));
  }

  private boolean undated() {
    return clock.mayBeUndated();
  }

  private SessionTable table(String what, Sql rows, String... key) {
    return new SessionTable(nameOf(what), rows, List.of(key));
  }

  private Sql name(String what, String alias) {
    return SessionTable.made(nameOf(what), alias);
  }

  private String nameOf(String what) {
    return shared
        ? SessionTable.shared(schema().policy(), clock.rule(), what)
        : SessionTable.name(schema().policy(), clock.rule(), what);
  }

  private static Sql value(String kind) {
    return Sql.of("?::text", kind);
  }

  private String people() {
    return schema().subjectRule().collection();
  }

  private MappedSchema schema() {
    return clock.schema();
  }
}
