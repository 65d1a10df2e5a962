package fr.oubli.decision.clock;

import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the clock of a rule says of every person, gathered once for all statements of a transaction
 * that ask it of whole tables. One table tells it by account and one by identity, since a row is
 * tied to its person by the account that it refers to and by the identities that it carries.
 *
 * <p>Their columns: {@code last_day}, the day of the latest event; {@code over}, false where an
 * event is not over, is suspect, or leaves the person out of the rule; {@code suspect}, where the
 * date of an event is.
 *
 * @param clock of the rule, for the collection of the persons
 */
record GatheredPersons(PersonClockSql clock) {

  private static final String EVENT = "e";
  private static final String ACCOUNT = "a";

  /** In the order in which they are made. */
  List<SessionTable> tables() {
    return schema().subjectRule().samePersonBy().isEmpty()
        ? List.of(table("accounts", accountsAlone(), "account"))
        : List.of(
            table("events by account", byAccount(), "account"),
            table("identities", identities(), "kind", "identity"),
            table("accounts", accounts(), "account"));
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
          for (Sql identity : schema().identities(EVENT, events.collection(), kind)) {
            Sql columns = Sql.format("{} as kind, {} as identity", value(kind), identity);
            parts.add(events.select(columns, EVENT, List.of(), List.of()));
          }
        }
      }
      parts.add(
          Sql.format(
              """
              select {} as kind, {} as identity, last_day, over, suspect
              from {} join {} on {} = account""",
              value(kind),
              schema().identities(ACCOUNT, people(), kind).get(0),
              name("events by account", "gathered"),
              schema().from(people(), ACCOUNT),
              ReferencedKey.ofRow(schema(), ACCOUNT, people())));
    }
    return grouped("kind, identity", parts);
  }

  /** The accounts with events of their own, and those that share an identity with an event. */
  private Sql accounts() {
    List<Sql> parts = new ArrayList<>();
    parts.add(
        Sql.format(
            "select account, last_day, over, suspect from {}",
            name("events by account", "gathered")));
    for (String kind : schema().subjectRule().samePersonBy()) {
      parts.add(
          Sql.format(
              """
              select {} as account, last_day, over, suspect
              from {} join {} on kind = {} and identity = {} and identity <> ''""",
              ReferencedKey.ofRow(schema(), ACCOUNT, people()),
              identities("gathered"),
              schema().from(people(), ACCOUNT),
              value(kind),
              schema().identities(ACCOUNT, people(), kind).get(0)));
    }
    clock.rememberedByAccount().ifPresent(parts::add);
    return grouped("account", parts);
  }

  private List<Sql> accountEvents() {
    List<Sql> parts = new ArrayList<>(List.of(none()));
    for (PersonEvents events : clock.personEvents()) {
      accountOf(EVENT, events.collection())
          .ifPresent(
              account ->
                  parts.add(
                      events.select(
                          Sql.format("{} as account", account.key()),
                          EVENT,
                          account.tables(),
                          Stream.concat(Stream.of(account.reference()), account.joined().stream())
                              .toList())));
    }
    return parts;
  }

  /** Where no event refers to an account, it still says what the columns are. */
  private Sql none() {
    return Sql.format(
        "select {} as account, null::date as last_day, false as over, false as suspect from {}"
            + " where false",
        ReferencedKey.ofRow(schema(), ACCOUNT, people()),
        schema().from(people(), ACCOUNT));
  }

  /** The account of a row; empty where no reference leads from the collection to one. */
  Optional<ReferencedKey> accountOf(String row, String collection) {
    return collection.equals(people())
        ? Optional.of(ReferencedKey.of(schema(), List.of(), row, people()))
        : schema()
            .pathUp(collection, people())
            .map(path -> ReferencedKey.of(schema(), path, row, people()));
  }

  private static Sql grouped(String key, List<Sql> parts) {
    return Sql.format(
        "select "
            + key
            + ", max(last_day) as last_day, bool_and(over) as over, bool_or(suspect) as suspect\n"
            + "from ({}) gathered group by "
            + key,
        Sql.union(parts));
  }

  private SessionTable table(String what, Sql rows, String... key) {
    return new SessionTable(nameOf(what), rows, List.of(key));
  }

  private Sql name(String what, String alias) {
    return SessionTable.made(nameOf(what), alias);
  }

  private String nameOf(String what) {
    return SessionTable.name(schema().policy(), clock.rule(), what);
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
