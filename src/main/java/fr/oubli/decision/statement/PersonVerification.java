package fr.oubli.decision.statement;

import fr.oubli.decision.clock.DateDefect;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.decision.person.PersonIdentifiers.Identifier;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of the verification that is about clocks of persons. A row and an event are of one
 * person where they have an identifier in common: an account's key, or an identity.
 */
final class PersonVerification {

  private static final String EVENT = "e";
  private static final LookupStyle STYLE = LookupStyle.PROBES;

  private final MappedSchema schema;
  private final Rule rule;
  private final String collection;
  private final Days days;
  private final LocalDate asOf;
  private final PeriodOver period;

  PersonVerification(Eligibility eligibility, PeriodOver period) {
    this.schema = eligibility.schema();
    this.rule = eligibility.target().rule();
    this.collection = eligibility.target().collection().name();
    this.days = eligibility.days();
    this.asOf = eligibility.days().asOf();
    this.period = period;
  }

  /** The clock of the row's person started, and its period is over. */
  Sql overdue(String row) {
    List<Sql> conditions = new ArrayList<>();
    List<Sql> started = new ArrayList<>();
    for (ColumnName event : rule.starts().columns()) {
      Sql over = over(EVENT, event);
      Sql alive = Sql.format("not coalesce({}, false)", over);
      shared(row, event.collection(), alive).forEach(found -> conditions.add(found.not()));
      started.addAll(shared(row, event.collection(), Sql.TRUE));
    }
    for (String other : rule.unlessHas()) {
      shared(row, other, Sql.TRUE).forEach(found -> conditions.add(found.not()));
    }
    departed(row, Sql.of("gone.last_day is not null")).ifPresent(started::add);
    departed(row, departedKeeps()).ifPresent(alive -> conditions.add(alive.not()));
    conditions.add(Sql.any(started));
    return Sql.all(conditions);
  }

  Sql over(String row, ColumnName event) {
    return period.of(schema.column(row, event), schema.column(event));
  }

  /** The same of a date that is no mistake; one that is missing or to come is not over. */
  Sql credibleAndOver(String row, ColumnName event) {
    return Sql.all(
        days.from(DateDefect.FIRST_CREDIBLE_DAY, schema.column(row, event), schema.column(event)),
        over(row, event));
  }

  Sql departedKeeps() {
    return Sql.of(
        "((gone.last_day + ?::interval)::date >= ? or gone.excepted_on >= ?)",
        rule.keep().period().toString(),
        asOf,
        asOf);
  }

  private Optional<Sql> departed(String row, Sql condition) {
    return schema
        .subjectKey(row, collection)
        .map(
            key ->
                Sql.format(
                    "exists (select 1 from oubli.departed_event gone where gone.rule = {}"
                        + " and gone.subject_key = ({})::text and {})",
                    Sql.of("?", rule.name()),
                    key,
                    condition));
  }

  /**
   * One condition per identifier that the row and an event of its person can share.
   *
   * @param events the collection of the event
   */
  private List<Sql> shared(String row, String events, Sql condition) {
    Sql counted = Sql.all(condition, counts(events));
    List<Sql> ways = new ArrayList<>();
    if (events.equals(collection)) {
      ways.add(
          found(
              schema.from(events, EVENT),
              Sql.of("e.ctid = %1$s.ctid and e.tableoid = %1$s.tableoid".formatted(row)),
              counted));
    }
    PersonIdentifiers own = new PersonIdentifiers(schema, collection, row);
    for (int i = 0; i < own.all("a").size(); i++) {
      for (Identifier other : new PersonIdentifiers(schema, events, EVENT).all("b")) {
        if (own.all("a").get(i).kind().equals(other.kind())) {
          ways.add(match(own, i, other, events, counted));
        }
      }
    }
    return ways;
  }

  private Sql match(
      PersonIdentifiers own, int which, Identifier other, String events, Sql counted) {
    Sql from =
        other.ofAccount()
            ? Sql.format("{} join {}", schema.from(events, EVENT), account(events, "b"))
            : schema.from(events, EVENT);
    if (!own.all("a").get(which).ofAccount()) {
      return found(from, same(own.all("a").get(which), other), counted);
    }
    String people = schema.subjectRule().collection();
    ReferencePath upwards =
        new ReferencePath(schema, schema.pathUp(collection, people).orElseThrow());
    return upwards.test(
        own.alias(),
        STYLE,
        person -> found(from, same(own.all(person).get(which), other), counted));
  }

  private static Sql same(Identifier own, Identifier other) {
    return own.kind().equals(PersonIdentifiers.ACCOUNT)
        ? Sql.format("{} = {}", other.value(), own.value())
        : MappedSchema.same(other.value(), own.value());
  }

  /** The account of an event, to be joined. */
  Sql account(String events, String alias) {
    String people = schema.subjectRule().collection();
    return Sql.format(
        "{} on {} = {}",
        schema.from(people, alias),
        schema.key(alias, schema.table(people)),
        schema.subjectKey(EVENT, events).orElseThrow());
  }

  private Sql found(Sql from, Sql joined, Sql condition) {
    return STYLE.exists(from, Sql.all(joined, condition));
  }

  Sql counts(String events) {
    return counts(EVENT, events);
  }

  Sql counts(String row, String events) {
    Filter ignored = rule.starts().ignoring();
    return ignored.on(events).isEmpty() ? Sql.TRUE : schema.matches(row, events, ignored).not();
  }
}
