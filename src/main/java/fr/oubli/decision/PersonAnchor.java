package fr.oubli.decision;

import fr.oubli.catalog.Column;
import fr.oubli.policy.Clock;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Filter;
import fr.oubli.policy.Rule;
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
record PersonAnchor(
    Estate estate,
    Days days,
    Rule rule,
    Clock.LatestOfSubject clock,
    String collection,
    LocalDate cutoff)
    implements Anchor {

  @Override
  public Sql due(String alias, Look look) {
    List<Sql> conditions = new ArrayList<>();
    departed(alias, look, "gone.last_day > {}").ifPresent(alive -> conditions.add(alive.not()));
    for (ColumnName event : clock.events()) {
      eventsOfPerson(alias, event.collection(), look, row -> keepsAlive(row, event))
          .forEach(found -> conditions.add(found.not()));
    }
    for (String other : rule.unlessHas()) {
      eventsOfPerson(alias, other, look, row -> counted(row, other))
          .forEach(found -> conditions.add(found.not()));
    }
    // Last: most rows that are not due fail the first of the others.
    conditions.add(started(alias, look));
    return Sql.all(conditions);
  }

  @Override
  public Sql suspect(String alias, Look look, Set<Suspicion> kinds) {
    List<Sql> found = new ArrayList<>();
    for (ColumnName event : clock.events()) {
      found.addAll(
          eventsOfPerson(alias, event.collection(), look, row -> suspectEvent(row, event, kinds)));
    }
    return Sql.any(found);
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
                        test.on(estate.column(row, event), type(event)))));
      }
    }
    return ways;
  }

  /** Also the persons of whom a rule took events: what kept the row may have gone with them. */
  @Override
  public List<Sql> recent(String alias, LastLook last) {
    List<Sql> ways = new ArrayList<>(touched(alias, days.between(last.cutoff(), cutoff)));
    String people = estate.subjectRule().collection();
    estate
        .pathUp(collection, people)
        .ifPresent(
            path -> {
              Climb climb = new Climb(estate, path);
              ways.add(
                  climb.test(
                      alias,
                      Look.SETS,
                      person ->
                          departed(
                              person,
                              Sql.of(
                                  "gone.rule = ? and gone.last_day > ? and gone.last_day <= ?",
                                  rule.name(),
                                  last.cutoff(),
                                  cutoff))));
              ways.add(
                  climb.test(
                      alias,
                      Look.SETS,
                      person -> departed(person, Sql.of("gone.run >= ?", last.run()))));
            });
    return ways;
  }

  private Sql departed(String person, Sql condition) {
    return Sql.format(
        "exists (select 1 from oubli.departed_event gone where {} and {})",
        condition,
        Keys.is(person, estate.table(estate.subjectRule().collection()), "gone.subject_key"));
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

  /** Asked of the persons themselves; their other rows go with them. */
  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    if (!collection.equals(estate.subjectRule().collection())) {
      return Optional.empty();
    }
    List<Sql> outside = new ArrayList<>();
    for (String other : rule.unlessHas()) {
      outside.addAll(eventsOfPerson(alias, other, Look.PROBES, row -> counted(row, other)));
    }
    return Optional.of(
        Sql.format(
            "case when {} then {} end", Sql.any(outside).not(), Days.span(day(alias), starts)));
  }

  /** There is an event, or there was one that went before the rest of the person's rows. */
  @Override
  public Sql started(String alias, Look look) {
    List<Sql> ways = new ArrayList<>();
    for (ColumnName event : clock.events()) {
      ways.addAll(
          eventsOfPerson(alias, event.collection(), look, row -> counted(row, event.collection())));
    }
    departed(alias, look, "gone.last_day <= {}").ifPresent(ways::add);
    return Sql.any(ways);
  }

  /** What is remembered of events whose rows are gone. */
  private Optional<Sql> departed(String alias, Look look, String dayCondition) {
    if (!estate.hasRegisters()) {
      return Optional.empty();
    }
    String people = estate.subjectRule().collection();
    return estate
        .pathUp(collection, people)
        .map(
            path ->
                new Climb(estate, path)
                    .test(
                        alias,
                        look,
                        person ->
                            look.exists(
                                Sql.of("oubli.departed_event gone"),
                                Sql.format(
                                    "gone.rule = {} and gone.subject_key = {} and " + dayCondition,
                                    Sql.of("?", rule.name()),
                                    Sql.of(Keys.text(person, estate.table(people))),
                                    Sql.of("?", cutoff)))));
  }

  private List<Sql> eventsOfPerson(
      String alias, String events, Look look, Function<String, Sql> condition) {
    return links(events).stream().map(link -> link.exists(alias, look, condition)).toList();
  }

  private List<PersonLink> links(String events) {
    return new PersonLinks(estate, collection, events).all();
  }

  private Sql keepsAlive(String row, ColumnName event) {
    return Sql.format(
        "{} and not coalesce({}, false)",
        counted(row, event.collection()),
        days.onOrBefore(cutoff, estate.column(row, event), type(event)));
  }

  private Sql suspectEvent(String row, ColumnName event, Set<Suspicion> kinds) {
    Sql date = estate.column(row, event);
    return Sql.format(
        "{} and {}",
        counted(row, event.collection()),
        Sql.any(kinds.stream().map(kind -> kind.on(date, days, type(event))).toList()));
  }

  /** Events that the policy ignores neither start the clock nor put the person in quarantine. */
  private Sql counted(String row, String events) {
    Filter ignored = clock.ignoring();
    return ignored.on(events).isEmpty() ? Sql.TRUE : estate.matches(row, events, ignored).not();
  }

  private Sql day(String row, ColumnName event) {
    return days.dayOf(estate.column(row, event), type(event));
  }

  private Column type(ColumnName event) {
    return estate.column(event);
  }
}
