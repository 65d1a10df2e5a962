package fr.oubli.decision;

import fr.oubli.policy.Clock;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Filter;
import fr.oubli.policy.Rule;
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

  /** Persons in key order, so that two lanes never wait for each other in a circle. */
  Sql remembered(String name, String event, long run) {
    return Sql.format(
        name
            + " as (insert into oubli.departed_event as known (rule, subject_key, last_day, run)"
            + " select {}, person::text, max("
            + event
            + "), {}::bigint from gone where person is not null and "
            + event
            + " is not null group by person order by person"
            + " on conflict (rule, subject_key) do update"
            + " set last_day = greatest(known.last_day, excluded.last_day), run = excluded.run)",
        Sql.of("?", rule.name()),
        Sql.of("?", run));
  }

  private List<ColumnName> events() {
    return clock.events().stream()
        .filter(event -> event.collection().equals(task.collection().name()))
        .toList();
  }
}
