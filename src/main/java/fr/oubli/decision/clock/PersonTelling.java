package fr.oubli.decision.clock;

import fr.oubli.decision.person.PersonLink;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Which of a person's rows tell of them by a date, and the names of those that do not. */
record PersonTelling(PersonClockSql clock) {

  /** The person has rows that tell of them by no date, and none that does by one. */
  Sql allMissing(String alias, LookupStyle style) {
    if (!clock.mayBeUndated()) {
      return Sql.FALSE;
    }
    List<Sql> undated = new ArrayList<>();
    List<Sql> told = new ArrayList<>();
    for (EventDate event : clock.events()) {
      if (event.mayBeUndated()) {
        undated.addAll(clock.ofPerson(alias, event, style, row -> isUndated(row, event)));
      }
      told.addAll(
          clock.ofPerson(
              alias, event, style, row -> Sql.all(clock.counts(row, event), event.tells(row))));
    }
    clock.remembered().dated(alias, style).ifPresent(told::add);
    told.addAll(clock.ties().dated(alias, style));
    return Sql.all(Sql.any(undated), Sql.any(told).not());
  }

  private Sql isUndated(String row, EventDate event) {
    return Sql.all(clock.counts(row, event), event.isUndated(row));
  }

  /** The name of a row and of its date that says that something goes on; or null. */
  Sql notEnded(String alias) {
    return named(alias, clock.ends(), clock::goesOn).orElse(Sql.of("null::text"));
  }

  /** The name of a row and of its date that nobody can judge. */
  Sql culprit(String alias) {
    Sql faulty =
        named(alias, clock.events(), (row, event) -> clock.isSuspect(row, event, ClockSql.ANY))
            .orElseThrow();
    return named(
            alias,
            clock.events().stream().filter(EventDate::mayBeUndated).toList(),
            this::isUndated)
        .map(
            undated ->
                Sql.format(
                    "case when {} then {} else {} end",
                    allMissing(alias, LookupStyle.PROBES),
                    undated,
                    faulty))
        .orElse(faulty);
  }

  /** The name of one of the person's rows that meet a condition, and of its date. */
  private Optional<Sql> named(
      String alias, List<EventDate> events, BiFunction<String, EventDate, Sql> condition) {
    List<Sql> found = new ArrayList<>();
    for (EventDate event : events) {
      for (PersonLink link : clock.links(event)) {
        found.add(link.latest(alias, row -> condition.apply(row, event), event.date()::named));
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(Sql.format("greatest({})", Sql.list(found)));
  }
}
