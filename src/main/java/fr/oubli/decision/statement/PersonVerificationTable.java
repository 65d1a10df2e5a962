package fr.oubli.decision.statement;

import fr.oubli.decision.person.EventTies;
import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.decision.person.PersonIdentifiers.Identifier;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
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
      Sql known = persons.credibleAndOver(EVENT, event);
      Sql over = persons.isLeftOut(event) ? known : Sql.format("coalesce({}, false)", known);
      EventTies ties = EventTies.of(rule.starts(), event);
      PersonIdentifiers identifiers = new PersonIdentifiers(schema, event.collection(), ties);
      identify(identifiers, over, persons.told(EVENT, event), accounts, parts);
    }
    for (String other : rule.unlessHas()) {
      identify(
          new PersonIdentifiers(schema, other, EventTies.OWNER),
          Sql.FALSE,
          Sql.FALSE,
          accounts,
          parts);
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
        Sql.of("?", rule.written()));
  }

  /**
   * The events of a collection by each of their identifiers. Those that go by an account are put
   * together by account first, since an account has several events.
   */
  private void identify(
      PersonIdentifiers identifiers, Sql over, Sql started, List<Sql> accounts, List<Sql> parts) {
    String events = identifiers.collection();
    for (List<Step> way : identifiers.accounts()) {
      String account = "events" + accounts.size();
      accounts.add(byAccount(account, events, way, over, started));
      parts.add(
          Sql.format(
              "select {}, {}, over, started from " + account,
              kind(PersonIdentifiers.ACCOUNT),
              accountText(Sql.of("account"))));
      if (!events.equals(people())) {
        schema.subjectRule().samePersonBy().forEach(kind -> parts.addAll(ofAccount(account, kind)));
      }
    }
    identifiers.all().stream()
        .filter(each -> !each.isAccount() && !endsAtAccount(each))
        .forEach(each -> parts.add(byIdentity(each, events, over, started)));
  }

  private boolean endsAtAccount(Identifier identifier) {
    List<Step> way =
        schema.persons().endsInList(identifier.way())
            ? identifier.way().subList(0, identifier.way().size() - 1)
            : identifier.way();
    return !way.isEmpty() && Step.end(way).equals(people());
  }

  private List<Sql> ofAccount(String account, String kind) {
    return schema.accounts().from("b", kind).stream()
        .map(
            identity ->
                Sql.format(
                    "select {}, ({})::text, over, started from {} join " + account + " on {}",
                    kind(kind),
                    identity.key(),
                    identity.crossed(schema.from(people(), "b")),
                    identity.when(
                        Sql.format("{} = account", schema.key("b", schema.table(people()))))))
        .toList();
  }

  private Sql byIdentity(Identifier identifier, String events, Sql over, Sql started) {
    ReferencedKey value =
        ReferencedKey.through(schema, identifier.way(), EVENT, identifier.value());
    return Sql.format(
        "select {}, ({})::text, {}, {} from {}{}",
        kind(identifier.kind()),
        value.key(),
        over,
        started,
        value.from(schema.from(events, EVENT)),
        Sql.where(List.of(value.when(persons.counts(events)))));
  }

  private Sql byAccount(String name, String events, List<Step> way, Sql over, Sql started) {
    ReferencedKey account = ReferencedKey.ofPerson(schema, way, EVENT, events);
    return Sql.format(
        name
            + " as materialized (select {} as account, {} as over, {} as started"
            + " from {}{} group by 1)",
        account.key(),
        over.equals(Sql.FALSE) ? over : Sql.format("bool_and({})", over),
        started.equals(Sql.TRUE) || started.equals(Sql.FALSE)
            ? started
            : Sql.format("bool_or({})", started),
        account.from(schema.from(events, EVENT)),
        Sql.where(List.of(account.when(persons.counts(events)))));
  }

  /** The clock of the row's person started, and its period is over. */
  Sql overdue(String row, String collection) {
    List<Sql> conditions = new ArrayList<>();
    List<Sql> started = new ArrayList<>();
    for (ColumnName event : rule.starts().columns()) {
      if (event.collection().equals(collection)) {
        Sql counts = persons.counts(row, collection);
        Sql known = persons.credibleAndOver(row, event);
        Sql over = persons.isLeftOut(event) ? Sql.format("coalesce({}, true)", known) : known;
        conditions.add(
            counts.equals(Sql.TRUE)
                ? over
                : Sql.format("not ({} and not coalesce({}, false))", counts, over));
        started.add(Sql.all(counts, persons.told(row, event)));
      }
    }
    if (rule.unlessHas().contains(collection)) {
      conditions.add(persons.counts(row, collection).not());
    }
    for (Identifier own : new PersonIdentifiers(schema, collection, false).all()) {
      conditions.add(known(row, own, Sql.of("not known.over")).not());
      started.add(known(row, own, Sql.of("known.started")));
    }
    for (List<Step> way : new PersonIdentifiers(schema, collection, false).sharedBy()) {
      conditions.add(new ReferencePath(schema, way).among(row, this::hasNotStarted).not());
    }
    persons.untied(row, persons.departedKeeps()).forEach(kept -> conditions.add(kept.not()));
    started.addAll(persons.untied(row, Sql.of("gone.last_day is not null")));
    conditions.add(Sql.any(started));
    return Sql.all(conditions);
  }

  private Sql hasNotStarted(String account) {
    return Sql.any(
            new PersonIdentifiers(schema, people(), false)
                .all().stream().map(own -> known(account, own, Sql.of("known.started"))).toList())
        .not();
  }

  private Sql known(String row, Identifier own, Sql condition) {
    Sql listed =
        Sql.format(
            "select known.identifier from {} where known.kind = {} and {}",
            SessionTable.made(name(), "known"),
            kind(own.kind()),
            condition);
    return new ReferencePath(schema, own.way())
        .among(row, end -> Sql.format("({} in ({})) is true", text(own, end), listed));
  }

  private Sql text(Identifier identifier, String row) {
    Sql value = identifier.value().apply(row);
    return identifier.isAccount() ? accountText(value) : Sql.format("({})::text", value);
  }

  /** A key of several columns is one text where none of them is missing, and else null. */
  private Sql accountText(Sql key) {
    return schema.table(people()).primaryKey().size() > 1
        ? Sql.format("case when {} is not null then ({})::text end", key, key)
        : Sql.format("({})::text", key);
  }

  private String people() {
    return schema.subjectRule().collection();
  }

  private static Sql kind(String kind) {
    return Sql.of("?::text", kind);
  }

  private String name() {
    return SessionTable.name(schema.policy(), rule, "verification");
  }
}
