package fr.oubli.decision.clock;

import fr.oubli.decision.person.EventTies;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A date of a person's clock, with what is asked of it. Every condition is about the date of the
 * row behind an alias.
 *
 * @param dates the row's dates by one of which, this one included, it tells of its person; none
 *     where it always does
 * @param ties whose clock the row bears on
 */
record EventDate(DateColumn date, DateMeaning meaning, List<DateColumn> dates, EventTies ties) {

  private static final Set<DateDefect> NO_DAY = EnumSet.of(DateDefect.EPOCH, DateDefect.UNREADABLE);
  private static final Set<DateDefect> MISSING = EnumSet.of(DateDefect.MISSING);
  private static final Set<DateDefect> NOT_YET = EnumSet.of(DateDefect.MISSING, DateDefect.FUTURE);

  EventDate {
    dates = List.copyOf(dates);
  }

  /** All dates of a person's clock. */
  static List<EventDate> all(MappedSchema schema, Days days, Clock clock) {
    return clock.columns().stream()
        .map(
            name ->
                new EventDate(
                    new DateColumn(schema, days, name),
                    DateMeaning.of(schema, clock, name),
                    telling(schema, days, clock, name.collection()),
                    EventTies.of(clock, name)))
        .toList();
  }

  private static List<DateColumn> telling(
      MappedSchema schema, Days days, Clock clock, String collection) {
    List<ColumnName> dates =
        clock.columns().stream().filter(date -> date.collection().equals(collection)).toList();
    boolean certain =
        dates.stream()
            .anyMatch(date -> DateMeaning.of(schema, clock, date) != DateMeaning.HAPPENED_IF_THERE);
    return certain
        ? List.of()
        : dates.stream().map(date -> new DateColumn(schema, days, date)).toList();
  }

  String collection() {
    return date.collection();
  }

  private boolean ended() {
    return meaning == DateMeaning.ENDED;
  }

  private boolean mayBeLeftOut() {
    return meaning == DateMeaning.HAPPENED_IF_THERE;
  }

  /** The row may tell of its person by no date at all. */
  boolean mayBeUndated() {
    return !dates.isEmpty();
  }

  /** The row tells of its person by no date at all. */
  Sql isUndated(String row) {
    return dates.isEmpty()
        ? Sql.FALSE
        : Sql.all(dates.stream().map(each -> each.defect(MISSING, each.of(row))).toList());
  }

  /** The date is there; or it is one that must be, or that says by its absence what goes on. */
  Sql tells(String row) {
    return mayBeLeftOut() ? isThere(row) : Sql.TRUE;
  }

  /** The day, where the date tells one: an end for ever tells none. */
  Sql day(String row) {
    return ended() ? date.finiteDayOf(row) : date.dayOf(row);
  }

  /** The same, and a day after all others where the date says that something goes on. */
  Sql dayOrForEver(String row) {
    return ended()
        ? Sql.format("case when {} then date 'infinity' else {} end", goesOn(row), date.dayOf(row))
        : date.dayOf(row);
  }

  /** The period is over; null where the date is left out because it is missing. */
  Sql isOver(String row, LocalDate cutoff) {
    Sql over = date.isOver(date.of(row), cutoff);
    if (!mayBeLeftOut()) {
      return Sql.format("coalesce({}, false)", over);
    }
    return date.type().zeroIsNever() ? Sql.when(isThere(row), over) : over;
  }

  /** The date keeps the person's rows: its period is not over, or nobody can judge it. */
  Sql keeps(String row, LocalDate cutoff) {
    Sql value = date.of(row);
    return mayBeLeftOut()
        ? Sql.all(
            tells(row), Sql.any(List.of(date.isAfter(cutoff, value), date.defect(NO_DAY, value))))
        : date.isNotOver(value, cutoff);
  }

  /** Whether a date of this meaning can have one of some defects. */
  boolean mayBe(Set<DateDefect> defects) {
    return !meaning.defectsAmong(defects).isEmpty();
  }

  /** The date by itself has one of some defects. */
  Sql isSuspect(String row, Set<DateDefect> defects) {
    Sql defect = date.defect(meaning.defectsAmong(defects), date.of(row));
    return meaning == DateMeaning.HAPPENED ? defect : Sql.all(isThere(row), defect);
  }

  private Sql isThere(String row) {
    return date.defect(MISSING, date.of(row)).not();
  }

  /** A date that is missing, or says that something goes on. */
  Sql goesOn(String row) {
    return ended() ? date.defect(NOT_YET, date.of(row)) : Sql.FALSE;
  }

  /**
   * The day to remember of a row that goes. What goes on ends on the day on which its row goes; a
   * date that nobody can judge counts on that day too, as nobody can mend it any more.
   *
   * @param allMissing all dates of the row's person are
   */
  Sql dayToRemember(String row, Sql allMissing) {
    List<Sql> today = new ArrayList<>();
    today.add(date.defect(mayBeLeftOut() ? meaning.defects() : ClockSql.ANY, date.of(row)));
    today.add(Sql.all(isUndated(row), allMissing));
    Sql day = day(row);
    return Sql.format(
        "case when {} then greatest({}, {}) else {} end",
        Sql.any(today),
        day,
        Sql.of("?", date.days().asOf()),
        day);
  }
}
