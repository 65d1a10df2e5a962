package fr.oubli.decision.clock;

import fr.oubli.decision.person.PersonLink;
import fr.oubli.decision.person.PersonLinks;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The person's latest event. A person is a row of the subject collection, the other accounts with
 * the same identity, and the rows without an account that carry that identity. One recent event, or
 * one that cannot be judged, keeps all of the person's rows.
 */
public record PersonClockSql(
    MappedSchema schema,
    Days days,
    Rule rule,
    Clock.LatestOfSubject clock,
    String collection,
    LocalDate cutoff)
    implements ClockSql {

  @Override
  public Sql due(String alias, LookupStyle style) {
    List<Sql> conditions = new ArrayList<>();
    remembered().keeps(alias, style).ifPresent(kept -> conditions.add(kept.not()));
    for (ColumnName event : clock.events()) {
      eventsOfPerson(alias, event.collection(), style, row -> keepsAlive(row, event))
          .forEach(found -> conditions.add(found.not()));
    }
    excepting(alias, style).forEach(found -> conditions.add(found.not()));
    // Last: most rows that are not due fail the first of the others.
    conditions.add(started(alias, style));
    return Sql.all(conditions);
  }

  @Override
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> kinds) {
    List<Sql> found = new ArrayList<>();
    for (ColumnName event : clock.events()) {
      found.addAll(
          eventsOfPerson(alias, event.collection(), style, row -> suspectEvent(row, event, kinds)));
    }
    return Sql.any(found);
  }

  @Override
  public Sql culprit(String alias) {
    List<Sql> found = new ArrayList<>();
    for (ColumnName event : clock.events()) {
      for (PersonLink link : links(event.collection())) {
        found.add(
            link.latest(
                alias,
                row -> suspectEvent(row, event, ANY),
                row ->
                    schema.named(event, Sql.of(Keys.text(row, schema.table(event.collection()))))));
      }
    }
    return Sql.format("greatest({})", Sql.list(found));
  }

  @Override
  public List<Sql> touched(String alias, DateTest test) {
    List<Sql> ways = new ArrayList<>();
    for (ColumnName event : clock.events()) {
      for (PersonLink link : links(event.collection())) {
        ways.addAll(
            link.ways(
                alias,
                row ->
                    Sql.format(
                        "{} and {}",
                        counted(row, event.collection()),
                        test.on(schema.column(row, event), type(event)))));
      }
    }
    return ways;
  }

  /** Also the persons of whom a rule took events: what kept the row may have gone with them. */
  @Override
  public List<Sql> recent(String alias, Watermark last) {
    List<Sql> ways = new ArrayList<>(touched(alias, days.between(last.cutoff(), cutoff)));
    ways.addAll(remembered().recent(alias, last));
    return ways;
  }

  private RememberedPerson remembered() {
    return new RememberedPerson(schema, days, rule, collection, cutoff);
  }

  @Override
  public Sql day(String alias) {
    List<Sql> latest = new ArrayList<>();
    for (ColumnName event : clock.events()) {
      for (PersonLink link : links(event.collection())) {
        latest.add(
            link.latest(alias, row -> counted(row, event.collection()), row -> day(row, event)));
      }
    }
    return Sql.format("greatest({})", Sql.list(latest));
  }

  /** Also what is remembered of events that are gone. */
  @Override
  public Sql knownDay(String alias) {
    return remembered()
        .day(alias)
        .map(gone -> Sql.format("greatest({}, {})", day(alias), gone))
        .orElseGet(() -> day(alias));
  }

  /** Events that nobody can judge count today, as they do when they go. */
  public Sql dayToRemember(String person) {
    return Sql.format(
        "greatest({}, case when {} then {} end)",
        day(person),
        suspect(person, LookupStyle.PROBES, ANY),
        Sql.of("?", days.asOf()));
  }

  /** Today where rows leave the person out of the rule, else null. */
  public Sql exceptedOn(String person) {
    return Sql.format(
        "case when {} then {} end",
        Sql.any(excepting(person, LookupStyle.PROBES)),
        Sql.of("?::date", days.asOf()));
  }

  /** Asked of the persons themselves; their other rows go with them. */
  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    if (!collection.equals(schema.subjectRule().collection())) {
      return Optional.empty();
    }
    return Optional.of(
        Sql.format(
            "case when {} then {} end",
            Sql.any(excepting(alias, LookupStyle.PROBES)).not(),
            Days.span(day(alias), starts)));
  }

  /** Rows that leave the person out of the rule. */
  private List<Sql> excepting(String alias, LookupStyle style) {
    List<Sql> found = new ArrayList<>();
    for (String other : rule.unlessHas()) {
      found.addAll(eventsOfPerson(alias, other, style, row -> counted(row, other)));
    }
    return found;
  }

  /** There is an event, or there was one that went before the rest of the person's rows. */
  @Override
  public Sql started(String alias, LookupStyle style) {
    List<Sql> ways = new ArrayList<>();
    for (ColumnName event : clock.events()) {
      ways.addAll(
          eventsOfPerson(
              alias, event.collection(), style, row -> counted(row, event.collection())));
    }
    remembered().started(alias, style).ifPresent(ways::add);
    return Sql.any(ways);
  }

  private List<Sql> eventsOfPerson(
      String alias, String events, LookupStyle style, Function<String, Sql> condition) {
    return links(events).stream().map(link -> link.exists(alias, style, condition)).toList();
  }

  private List<PersonLink> links(String events) {
    return new PersonLinks(schema, collection, events).all();
  }

  private Sql keepsAlive(String row, ColumnName event) {
    return Sql.format(
        "{} and not coalesce({}, false)",
        counted(row, event.collection()),
        days.onOrBefore(cutoff, schema.column(row, event), type(event)));
  }

  private Sql suspectEvent(String row, ColumnName event, Set<DateDefect> kinds) {
    Sql date = schema.column(row, event);
    return Sql.format(
        "{} and {}",
        counted(row, event.collection()),
        DateDefect.any(kinds, date, days, type(event)));
  }

  /** Events that the policy ignores neither start the clock nor put the person in quarantine. */
  private Sql counted(String row, String events) {
    Filter ignored = clock.ignoring();
    return ignored.on(events).isEmpty() ? Sql.TRUE : schema.matches(row, events, ignored).not();
  }

  private Sql day(String row, ColumnName event) {
    return days.dayOf(schema.column(row, event), type(event));
  }

  private Column type(ColumnName event) {
    return schema.column(event);
  }
}
