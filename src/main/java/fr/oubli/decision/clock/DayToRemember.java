package fr.oubli.decision.clock;

import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The day to remember of a person who loses an account or a row: the last of the clock's days. An
 * event that is suspect counts today, and so does what goes on.
 */
public record DayToRemember(PersonClockSql clock) {

  private static final LookupStyle STYLE = LookupStyle.PROBES;

  /** By the rows that are there. */
  public Sql of(String person) {
    return of(person, Sql.TRUE);
  }

  /**
   * The same, where it depends on more whether rows of which none has its date count today.
   *
   * @param undatedCounts the further condition
   */
  Sql of(String person, Sql undatedCounts) {
    return latest(person, clock.day(person), undatedCounts);
  }

  /** Of a row whose ties to its persons are lost with it: also by what is gone already. */
  Sql known(String row) {
    return latest(row, clock.knownDay(row), Sql.TRUE);
  }

  private Sql latest(String person, Sql day, Sql undatedCounts) {
    List<Sql> today = new ArrayList<>(clock.defective(person, STYLE, ClockSql.ANY));
    today.add(Sql.all(clock.allMissing(person, STYLE), undatedCounts));
    return Sql.format(
        "greatest({}, case when {} then {} end)",
        day,
        Sql.any(List.of(Sql.any(today), clock.goesOn(person, STYLE))),
        Sql.of("?", clock.days().asOf()));
  }
}
