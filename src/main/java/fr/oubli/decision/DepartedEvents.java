package fr.oubli.decision;

import fr.oubli.policy.Clock;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Filter;
import fr.oubli.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of one rule's clock: when rows that started it go, by whatever rule, the latest day
 * stays known per person.
 */
record DepartedEvents(Estate estate, Days days, Rule rule, Clock.LatestOfSubject clock, Task task) {

  /** One per rule whose clock the task's collection starts. */
  static List<DepartedEvents> of(Estate estate, Days days, Task task) {
    return estate.policy().rules().stream()
        .filter(rule -> rule.starts() instanceof Clock.LatestOfSubject)
        .map(
            rule ->
                new DepartedEvents(estate, days, rule, (Clock.LatestOfSubject) rule.starts(), task))
        .filter(memory -> !memory.events().isEmpty())
        .toList();
  }

  /** The row's latest event for the clock, null where it does not count. */
  Sql day(String row) {
    List<Sql> dates =
        events().stream()
            .map(event -> days.dayOf(estate.column(row, event), estate.column(event)))
            .toList();
    Filter ignored = clock.ignoring();
    String collection = task.collection().name();
    Sql counted =
        ignored.on(collection).isEmpty()
            ? Sql.TRUE
            : estate.matches(row, collection, ignored).not();
    return Sql.format("case when {} then greatest({}) end", counted, Sql.list(dates));
  }

  /**
   * The person's other accounts are told too: their clock is the same. Persons in key order, so
   * that two lanes never wait for each other in a circle.
   */
  Sql remembered(String name, String event, long run) {
    return Sql.format(
        name
            + " as (insert into oubli.departed_event as known (rule, subject_key, last_day, run)"
            + " select {}, person, max(day), {}::bigint from ({}) told where person is not null"
            + " group by person order by person"
            + " on conflict (rule, subject_key) do update"
            + " set last_day = greatest(known.last_day, excluded.last_day), run = excluded.run)",
        Sql.of("?", rule.name()),
        Sql.of("?", run),
        told(event));
  }

  private Sql told(String event) {
    List<Sql> told = new ArrayList<>();
    String days = event + " as day from gone";
    String known = " where person is not null and " + event + " is not null";
    told.add(Sql.of("select person::text as person, " + days + known));
    String people = estate.subjectRule().collection();
    for (String kind : estate.subjectRule().samePersonBy()) {
      String own = estate.freshAlias();
      String twin = estate.freshAlias();
      told.add(
          Sql.format(
              "select {}::text, " + days + " join {} on {} = person join {} on {} = {}" + known,
              estate.key(twin, estate.table(people)),
              estate.from(people, own),
              estate.key(own, estate.table(people)),
              estate.from(people, twin),
              estate.identities(twin, people, kind).get(0),
              estate.identities(own, people, kind).get(0)));
    }
    return Sql.union(told);
  }

  /** One statement per identity that a row without an account goes by. */
  List<Sql> rememberedOfGuests(String relation, String row, Sql rows, long run) {
    String collection = task.collection().name();
    if (collection.equals(estate.subjectRule().collection())) {
      return List.of();
    }
    List<Sql> statements = new ArrayList<>();
    for (String kind : estate.subjectRule().samePersonBy()) {
      for (Sql identity : estate.identities(row, collection, kind)) {
        statements.add(rememberedOfGuests(relation, row, rows, run, kind, identity));
      }
    }
    return statements;
  }

  private Sql rememberedOfGuests(
      String relation, String row, Sql rows, long run, String kind, Sql identity) {
    String people = estate.subjectRule().collection();
    String account = estate.freshAlias();
    String person = Keys.text(account, estate.table(people));
    return Sql.format(
        "with remembered as (insert into oubli.departed_event as known"
            + " (rule, subject_key, last_day, run) select {}, person, max(day), {}::bigint from (select "
            + person
            + " as person, {} as day from "
            + relation
            + " "
            + row
            + " join {} on {} = {} where {} is null and {}) events where day is not null"
            + " group by person order by person on conflict (rule, subject_key) do update"
            + " set last_day = greatest(known.last_day, excluded.last_day), run = excluded.run"
            + " returning 1) select count(*) from remembered",
        Sql.of("?", rule.name()),
        Sql.of("?", run),
        day(row),
        estate.from(people, account),
        estate.identities(account, people, kind).get(0),
        identity,
        estate.subjectKey(row, task.collection().name()).orElse(Sql.of("null")),
        rows);
  }

  private List<ColumnName> events() {
    return clock.events().stream()
        .filter(event -> event.collection().equals(task.collection().name()))
        .toList();
  }
}
