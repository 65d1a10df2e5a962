package fr.oubli.decision.statement;

import fr.oubli.decision.clock.DateDefect;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.person.EventTies;
import fr.oubli.decision.person.PersonIdentifiers;
import fr.oubli.decision.person.PersonIdentifiers.Identifier;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

  private PersonVerification(PersonVerification other, String collection) {
    this.schema = other.schema;
    this.rule = other.rule;
    this.collection = collection;
    this.days = other.days;
    this.asOf = other.asOf;
    this.period = other.period;
  }

  /** The clock of the row's person started, and its period is over. */
  Sql overdue(String row) {
    List<Sql> conditions = new ArrayList<>();
    List<Sql> started = new ArrayList<>();
    for (ColumnName event : rule.starts().columns()) {
      Sql over = over(EVENT, event);
      Sql alive = Sql.format("not coalesce({}, " + isLeftOut(event) + ")", over);
      EventTies ties = EventTies.of(rule.starts(), event);
      shared(row, event.collection(), ties, alive).forEach(found -> conditions.add(found.not()));
      started.addAll(shared(row, event.collection(), ties, told(EVENT, event)));
    }
    for (String other : rule.unlessHas()) {
      shared(row, other, EventTies.OWNER, Sql.TRUE).forEach(found -> conditions.add(found.not()));
    }
    started.addAll(departed(row, Sql.of("gone.last_day is not null")));
    departed(row, departedKeeps()).forEach(alive -> conditions.add(alive.not()));
    started.addAll(untied(row, Sql.of("gone.last_day is not null")));
    untied(row, departedKeeps()).forEach(alive -> conditions.add(alive.not()));
    conditions.add(Sql.any(started));
    for (List<Step> way : new PersonIdentifiers(schema, collection, false).sharedBy()) {
      conditions.add(new ReferencePath(schema, way).test(row, STYLE, this::hasNotStarted).not());
    }
    return Sql.all(conditions);
  }

  private Sql hasNotStarted(String account) {
    PersonVerification ofPerson = new PersonVerification(this, schema.subjectRule().collection());
    List<Sql> started =
        new ArrayList<>(ofPerson.departed(account, Sql.of("gone.last_day is not null")));
    for (ColumnName event : rule.starts().columns()) {
      EventTies ties = EventTies.of(rule.starts(), event);
      started.addAll(ofPerson.shared(account, event.collection(), ties, told(EVENT, event)));
    }
    return Sql.any(started).not();
  }

  /** Whether a missing date is passed over, as others of the person's are asked. */
  boolean isLeftOut(ColumnName event) {
    return !schema.policy().language().isFirst()
        && !rule.starts().ends().contains(event)
        && !rule.starts().required().contains(event)
        && schema.readings(event.collection()).mayBeMissing(event.column());
  }

  /** The event's row says something of the person. */
  Sql told(String row, ColumnName event) {
    return isLeftOut(event)
        ? Days.missing(schema.date(row, event), schema.reading(event)).not()
        : Sql.TRUE;
  }

  /** Null where the date is missing. */
  Sql over(String row, ColumnName event) {
    return written(row, event, period.of(schema.date(row, event), schema.reading(event)));
  }

  /** A zero that stands for no date says no more than null does. */
  private Sql written(String row, ColumnName event, Sql said) {
    return isLeftOut(event) && schema.reading(event).zeroIsNever()
        ? Sql.when(told(row, event), said)
        : said;
  }

  /** The same of a date that is no mistake; one that is missing or to come is not over. */
  Sql credibleAndOver(String row, ColumnName event) {
    Sql credible =
        days.from(DateDefect.FIRST_CREDIBLE_DAY, schema.date(row, event), schema.reading(event));
    return Sql.all(written(row, event, credible), over(row, event));
  }

  Sql departedKeeps() {
    return Sql.of(
        "((gone.last_day + ?::interval)::date >= ? or gone.excepted_on >= ?)",
        rule.keep().period().toString(),
        asOf,
        asOf);
  }

  private List<Sql> departed(String row, Sql condition) {
    return new PersonIdentifiers(schema, collection, false)
        .all().stream()
            .filter(Identifier::isAccount)
            .map(account -> departed(row, account, condition))
            .toList();
  }

  private Sql departed(String row, Identifier account, Sql condition) {
    return new ReferencePath(schema, account.way())
        .test(
            row,
            STYLE,
            end ->
                Sql.format(
                    "exists (select 1 from oubli.departed_event gone where gone.rule = {}"
                        + " and gone.subject_key = ({})::text and {})",
                    Sql.of("?", rule.written()),
                    account.value().apply(end),
                    condition));
  }

  /** What is remembered of rows below that told whose the row is, or a row above it, was. */
  List<Sql> untied(String row, Sql condition) {
    Set<List<Step>> tops = new LinkedHashSet<>();
    Stream.concat(
            schema.persons().owners(collection).stream(),
            schema.persons().identifiedByRows(collection).stream())
        .filter(Step::anyDown)
        .forEach(way -> tops.add(way.stream().takeWhile(step -> !step.down()).toList()));
    return tops.stream().map(way -> untied(row, way, condition)).toList();
  }

  private Sql untied(String row, List<Step> way, Sql condition) {
    String top = way.isEmpty() ? collection : Step.end(way);
    return new ReferencePath(schema, way)
        .among(
            row,
            above ->
                Sql.format(
                    "({} in (select gone.row_key from oubli.departed_tie gone"
                        + " where gone.rule = {} and gone.collection = {} and {})) is true",
                    Sql.of(Keys.text(above, schema.table(top))),
                    Sql.of("?", rule.written()),
                    Sql.of("?", top),
                    condition));
  }

  /**
   * One condition per identifier that the row and an event of its person can share.
   *
   * @param events the collection of the event
   * @param ties whose clock the event bears on
   */
  private List<Sql> shared(String row, String events, EventTies ties, Sql condition) {
    Sql counted = Sql.all(condition, counts(events));
    List<Sql> ways = new ArrayList<>();
    if (events.equals(collection)) {
      ways.add(
          found(
              schema.from(events, EVENT),
              Sql.of("e.ctid = %1$s.ctid and e.tableoid = %1$s.tableoid".formatted(row)),
              counted));
    }
    List<Identifier> others = new PersonIdentifiers(schema, events, ties).all();
    for (Identifier own : new PersonIdentifiers(schema, collection, false).all()) {
      others.stream()
          .filter(other -> other.kind().equals(own.kind()))
          .forEach(other -> ways.add(match(row, own, other, events, counted)));
    }
    return ways;
  }

  private Sql match(String row, Identifier own, Identifier other, String events, Sql counted) {
    ReferencedKey theirs = ReferencedKey.through(schema, other.way(), EVENT, other.value());
    return new ReferencePath(schema, own.way())
        .test(
            row,
            STYLE,
            end ->
                found(
                    theirs.from(schema.from(events, EVENT)),
                    theirs.when(same(own, own.value().apply(end), theirs.key())),
                    counted));
  }

  private static Sql same(Identifier identifier, Sql ofRow, Sql ofEvent) {
    return identifier.isAccount()
        ? Sql.format("{} = {}", ofEvent, ofRow)
        : MappedSchema.same(ofEvent, ofRow);
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
