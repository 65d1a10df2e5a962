package fr.oubli.decision.clock;

import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.DateReading.Scale;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Turns days of the policy's zone into bounds and expressions on the scale on which a column's
 * dates are compared. A day without zone is itself; a timestamp without zone is read by the clocks
 * of the zone that the map says it is written in, or else of the policy's.
 *
 * @param asOf today
 */
public record Days(LocalDate asOf, ZoneId zone) {

  /** The first and the last day that a four-digit year has, in UTC. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_214_400L;

  /**
   * The least value that is on a day or after it, on the scale on which values are compared. A
   * plain index on a date or a count serves the comparison with it.
   */
  public Sql startOf(LocalDate day, DateReading reading) {
    return switch (reading.scale()) {
      case DAY -> Sql.of("?", day);
      case DAY_AFTER -> Sql.of("?", day.plusDays(1));
      case LOCAL -> Sql.of("?", LocalClock.startOf(day, zone, written(reading)));
      case MOMENT -> Sql.of("?", day.atStartOfDay(zone).toOffsetDateTime());
      case COUNT -> Sql.of("?", reading.unit().at(day.atStartOfDay(zone).toInstant()));
    };
  }

  private ZoneId written(DateReading reading) {
    return Objects.requireNonNullElse(reading.zone(), zone);
  }

  /** The day that a value falls in; null where nobody can read the value. */
  public Sql dayOf(Sql value, DateReading reading) {
    Sql read = reading.mayBeUnreadable() ? Sql.format("nullif({}, '-infinity')", value) : value;
    return switch (reading.scale()) {
      case DAY -> read;
      case DAY_AFTER -> Sql.format("({} - 1)", read);
      case LOCAL -> dayOfLocal(read, written(reading));
      case MOMENT -> Sql.format("(({}) at time zone {})::date", read, Sql.of("?", zone.getId()));
      case COUNT -> dayOfCount(read, reading);
    };
  }

  /** The same, and null for what lasts for ever; a count always falls on a day. */
  Sql finiteDayOf(Sql value, DateReading reading) {
    Sql day = dayOf(value, reading);
    return reading.scale() == Scale.COUNT
        ? day
        : Sql.format("case when isfinite({}) then {} end", value, day);
  }

  /** PostgreSQL has no moment for the last hours that it can write without a zone. */
  private Sql dayOfLocal(Sql value, ZoneId written) {
    return written.equals(zone)
        ? Sql.format("({})::date", value)
        : Sql.format(
            "(case when {} < '9999-12-31' then {} at time zone {} at time zone {} else {} end)::date",
            value,
            value,
            Sql.of("?", written.getId()),
            Sql.of("?", zone.getId()),
            value);
  }

  /** A count that no calendar reaches is of the last day that one does. */
  private Sql dayOfCount(Sql count, DateReading reading) {
    long perSecond = reading.unit().perSecond();
    String seconds = perSecond == 1 ? "{}" : "floor({} / " + perSecond + ".0)";
    Sql day =
        Sql.format(
            "(to_timestamp(greatest(least("
                + (seconds + ", " + LAST_SECOND + "), " + FIRST_SECOND + "))")
                + " at time zone {})::date",
            count,
            Sql.of("?", zone.getId()));
    return Sql.format(
        reading.zeroIsNever()
            ? "case when {} <> 0 then {} end"
            : "case when {} is not null then {} end",
        count,
        day);
  }

  /** There is no date. */
  public static Sql missing(Sql value, DateReading reading) {
    return reading.zeroIsNever()
        ? Sql.format("({} is null or {} = 0)", value, value)
        : Sql.format("{} is null", value);
  }

  /** There is a date, if only one that is early; true also where the value is null. */
  static Sql isWritten(Sql value, DateReading reading) {
    return Sql.all(
        reading.zeroIsNever() ? Sql.format("{} <> 0", value) : Sql.TRUE,
        reading.mayBeUnreadable() ? Sql.format("{} > '-infinity'", value) : Sql.TRUE);
  }

  /** What is written there is no date. */
  static Sql unreadable(Sql value, DateReading reading) {
    return reading.mayBeUnreadable() ? Sql.format("{} = '-infinity'", value) : Sql.FALSE;
  }

  /** The value is on or after a day. */
  public Sql from(LocalDate day, Sql column, DateReading type) {
    return Sql.format("{} >= {}", column, startOf(day, type));
  }

  /** The value is after one day, and on or before another. */
  DateTest between(LocalDate after, LocalDate last) {
    return (date, type) ->
        Sql.format(
            "{} >= {} and {} < {}",
            date,
            startOf(after.plusDays(1), type),
            date,
            startOf(last.plusDays(1), type));
  }

  /** The number of the span that a value falls in; each span ends where the next one starts. */
  public Sql span(Sql column, DateReading type, List<LocalDate> starts) {
    return Sql.format(
        "width_bucket({}, array[{}])",
        column,
        Sql.list(starts.stream().map(day -> startOf(day, type)).toList()));
  }

  /** The number of the span that a computed day falls in. */
  public static Sql span(Sql day, List<LocalDate> starts) {
    return Sql.format(
        "width_bucket({}, array[{}])",
        day,
        Sql.list(starts.stream().map(start -> Sql.of("?", start)).toList()));
  }

  /** The value is missing, not credible, or after the last due day. */
  Sql afterOrDoubtful(LocalDate lastDay, Sql column, DateReading type) {
    return Sql.any(
        List.of(
            from(lastDay.plusDays(1), column, type),
            Sql.format("{} < {}", column, startOf(DateDefect.FIRST_CREDIBLE_DAY, type)),
            Sql.format("{} is null", column)));
  }

  /** The value is credible, and on or before the last due day. */
  Sql onOrBefore(LocalDate lastDay, Sql column, DateReading type) {
    return Sql.format(
        "{} >= {} and {} < {}",
        column,
        startOf(DateDefect.FIRST_CREDIBLE_DAY, type),
        column,
        startOf(lastDay.plusDays(1), type));
  }
}
