package fr.oubli.decision.clock;

import fr.oubli.decision.person.EventTies;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a collection that bear on the clock of a person, with what each says of it.
 *
 * @param counted the condition on which a row counts
 * @param date null where a row only leaves the person out of the rule
 * @param cutoff the last day of which the period is over
 */
record PersonEvents(
    MappedSchema schema,
    String collection,
    Function<String, Sql> counted,
    @Nullable EventDate date,
    LocalDate cutoff) {

  EventTies ties() {
    return date == null ? EventTies.OWNER : date.ties();
  }

  /** The row does not count, or its period is over, or its date is left out. */
  Sql passes(String row) {
    Sql counts = counted.apply(row);
    Sql told = date == null ? Sql.TRUE : date.tells(row);
    if (told.equals(Sql.TRUE)) {
      return counts.equals(Sql.TRUE)
          ? plainlyOver(row)
          : Sql.format("not ({} and not {})", counts, over(row));
    }
    Sql isOver = Sql.format("coalesce({}, true)", over(row));
    return counts.equals(Sql.TRUE) ? isOver : Sql.format("not ({} and not {})", counts, isOver);
  }

  private Sql plainlyOver(String row) {
    return date == null ? Sql.FALSE : date.date().isOver(date.date().of(row), cutoff);
  }

  /** The period is over; null where the date is left out. */
  private Sql over(String row) {
    return date == null ? Sql.FALSE : date.isOver(row, cutoff);
  }

  /** The row starts the clock by this date. */
  Sql starts(String row) {
    return date == null ? counted.apply(row) : Sql.all(counted.apply(row), date.tells(row));
  }

  /** The day of the event; null where it only leaves the person out of the rule. */
  Sql day(String row) {
    return date == null ? Sql.of("null::date") : date.dayOrForEver(row);
  }

  Sql suspect(String row) {
    return date == null ? Sql.FALSE : date.isSuspect(row, ClockSql.ANY);
  }

  /** The row tells of its person by no date; null where it only leaves the person out. */
  Sql undated(String row) {
    return date == null ? Sql.of("null::boolean") : date.isUndated(row);
  }

  /** What the date says goes on. */
  Sql goesOn(String row) {
    return date == null ? Sql.FALSE : Sql.all(counted.apply(row), date.goesOn(row));
  }

  /**
   * A query of them.
   *
   * @param key whose they are, as columns
   * @param row the alias of a row
   * @param more tables that the key needs
   * @param joined what joins these to the row
   * @param undated whether the query has that column
   */
  Sql select(Sql key, String row, List<Sql> more, List<Sql> joined, boolean undated) {
    List<Sql> tables = new ArrayList<>(List.of(schema.from(collection, row)));
    tables.addAll(more);
    List<Sql> conditions = new ArrayList<>(joined);
    conditions.add(counted.apply(row));
    return Sql.format(
        "select {}, {} as last_day, {} as over, {} as suspect{} from {}{}",
        key,
        day(row),
        over(row),
        suspect(row),
        undated ? Sql.format(", {} as undated", undated(row)) : Sql.of(""),
        Sql.list(tables),
        Sql.where(conditions));
  }
}
