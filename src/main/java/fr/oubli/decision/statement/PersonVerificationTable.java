package fr.oubli.decision.statement;

import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.decision.person.PersonIdentifiers.Identifier;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the verification that is about clocks of persons, where it asks whole tables: the
 * events of every person by what identifies them, gathered once for all collections of a rule.
 *
 * <p>Columns kind and identifier, {@code over}, false where an event keeps the person's rows, and
 * {@code started}.
 */
final class PersonVerificationTable {

  private static final String EVENT = "e";

  private final MappedSchema schema;
  private final Rule rule;
  private final PersonVerification persons;

  PersonVerificationTable(MappedSchema schema, Rule rule, PersonVerification persons) {
    this.schema = schema;
    this.rule = rule;
    this.persons = persons;
  }

  SessionTable table() {
    List<Sql> accounts = new ArrayList<>();
    List<Sql> parts = new ArrayList<>(List.of(departed()));
    for (ColumnName event : rule.starts().columns()) {
      Sql over = Sql.format("coalesce({}, false)", persons.credibleAndOver(EVENT, event));
      identify(event.collection(), over, Sql.TRUE, accounts, parts);
    }
    for (String other : rule.unlessHas()) {
      identify(other, Sql.FALSE, Sql.FALSE, accounts, parts);
    }
    return new SessionTable(
        name(),
        Sql.format(
            "{}select kind, identifier, bool_and(over) as over, bool_or(started) as started"
                + " from ({}) gathered where identifier <> '' group by kind, identifier",
            accounts.isEmpty() ? Sql.of("") : Sql.format("with {}\n", Sql.list(accounts)),
            Sql.union(parts)),
        List.of("kind", "identifier"));
  }

  private Sql departed() {
    return Sql.format(
        "select {} as kind, gone.subject_key as identifier, not coalesce({}, false) as over,"
            + " gone.last_day is not null as started from oubli.departed_event gone"
            + " where gone.rule = {}",
        kind(PersonIdentifiers.ACCOUNT),
        persons.departedKeeps(),
        Sql.of("?", rule.name()));
  }

  /**
   * The events of a collection by each of their identifiers. Those that go by the account are put
   * together by account first, since an account has several events.
   */
  private void identify(String events, Sql over, Sql started, List<Sql> accounts, List<Sql> parts) {
    String account = "events" + accounts.size();
    PersonIdentifiers identifiers = new PersonIdentifiers(schema, events, EVENT);
    for (Identifier identifier : identifiers.all("b")) {
      if (identifier.kind().equals(PersonIdentifiers.ACCOUNT)) {
        accounts.add(byAccount(account, events, identifier.value(), over, started));
        parts.add(
            Sql.format(
                "select {}, {}, over, started from " + account,
                kind(identifier.kind()),
                text(new Identifier(identifier.kind(), Sql.of("account"), false))));
      } else if (identifier.ofAccount()) {
        parts.add(
            Sql.format(
                "select {}, {}, over, started from {} join " + account + " on {} = account",
                kind(identifier.kind()),
                text(identifier),
                schema.from(schema.subjectRule().collection(), "b"),
                schema.key("b", schema.table(schema.subjectRule().collection()))));
      } else {
        parts.add(
            Sql.format(
                "select {}, {}, {}, {} from {}{}",
                kind(identifier.kind()),
                text(identifier),
                over,
                started,
                schema.from(events, EVENT),
                Sql.where(List.of(persons.counts(events)))));
      }
    }
  }

  private Sql byAccount(String name, String events, Sql account, Sql over, Sql started) {
    return Sql.format(
        name
            + " as materialized (select {} as account, {} as over, {} as started"
            + " from {}{} group by 1)",
        account,
        over.equals(Sql.FALSE) ? over : Sql.format("bool_and({})", over),
        started,
        schema.from(events, EVENT),
        Sql.where(List.of(persons.counts(events))));
  }

  /** The clock of the row's person started, and its period is over. */
  Sql overdue(String row, String collection) {
    List<Sql> conditions = new ArrayList<>();
    List<Sql> started = new ArrayList<>();
    for (ColumnName event : rule.starts().columns()) {
      if (event.collection().equals(collection)) {
        Sql counts = persons.counts(row, collection);
        Sql over = persons.credibleAndOver(row, event);
        conditions.add(
            counts.equals(Sql.TRUE)
                ? over
                : Sql.format("not ({} and not coalesce({}, false))", counts, over));
        started.add(counts);
      }
    }
    if (rule.unlessHas().contains(collection)) {
      conditions.add(persons.counts(row, collection).not());
    }
    PersonIdentifiers own = new PersonIdentifiers(schema, collection, row);
    for (int i = 0; i < own.all("a").size(); i++) {
      conditions.add(Sql.format("({}) is not true", known(own, i, Sql.of("not known.over"))));
      started.add(Sql.format("({}) is true", known(own, i, Sql.of("known.started"))));
    }
    conditions.add(Sql.any(started));
    return Sql.all(conditions);
  }

  private Sql known(PersonIdentifiers own, int which, Sql condition) {
    Identifier identifier = own.all("a").get(which);
    Sql listed =
        Sql.format(
            "select known.identifier from {} where known.kind = {} and {}",
            SessionTable.made(name(), "known"),
            kind(identifier.kind()),
            condition);
    if (!identifier.ofAccount()) {
      return Sql.format("{} in ({})", text(identifier), listed);
    }
    String people = schema.subjectRule().collection();
    Identifier account = own.all("a").get(0);
    return Sql.format(
        "{} in (select {} from {} where {} in ({}))",
        severalColumns() ? text(account) : account.value(),
        ReferencedKey.ofRow(schema, "a", people),
        schema.from(people, "a"),
        text(identifier),
        listed);
  }

  /** A key of several columns is one text where none of them is missing, and else null. */
  private Sql text(Identifier identifier) {
    Sql value = identifier.value();
    return identifier.kind().equals(PersonIdentifiers.ACCOUNT) && severalColumns()
        ? Sql.format("case when {} is not null then ({})::text end", value, value)
        : Sql.format("({})::text", value);
  }

  private boolean severalColumns() {
    return schema.table(schema.subjectRule().collection()).primaryKey().size() > 1;
  }

  private static Sql kind(String kind) {
    return Sql.of("?::text", kind);
  }

  private String name() {
    return SessionTable.name(schema.policy(), rule, "verification");
  }
}
