package fr.oubli.decision.clock;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Turns days of the policy's zone into bounds and expressions of a column's own type. A day without
 * zone is itself; a timestamp without zone is read as one of that zone's clocks.
 *
 * @param asOf today
 */
public record Days(LocalDate asOf, ZoneId zone) {

  /**
   * The first moment of a day, as a value of the column's type. A plain index on the column serves
   * the comparison with it.
   *
   * @throws IllegalArgumentException for a column that is no date
   */
  public Sql startOf(LocalDate day, Column column) {
    return switch (column.baseType()) {
      case "date" -> Sql.of("?", day);
      case "timestamp" -> Sql.of("?", day.atStartOfDay());
      case "timestamptz" -> Sql.of("?", day.atStartOfDay(zone).toOffsetDateTime());
      default -> throw new IllegalArgumentException(column.name() + " is not a date");
    };
  }

  /** The day that a value of the column falls in. */
  public Sql dayOf(Sql column, Column type) {
    return switch (type.baseType()) {
      case "date" -> column;
      case "timestamp" -> Sql.format("({})::date", column);
      default -> Sql.format("(({}) at time zone {})::date", column, Sql.of("?", zone.getId()));
    };
  }

  /** The value is on or after a day. */
  public Sql from(LocalDate day, Sql column, Column type) {
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
  public Sql span(Sql column, Column type, List<LocalDate> starts) {
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
  Sql afterOrDoubtful(LocalDate lastDay, Sql column, Column type) {
    return Sql.any(
        List.of(
            from(lastDay.plusDays(1), column, type),
            Sql.format("{} < {}", column, startOf(DateDefect.FIRST_CREDIBLE_DAY, type)),
            Sql.format("{} is null", column)));
  }

  /** The value is credible, and on or before the last due day. */
  Sql onOrBefore(LocalDate lastDay, Sql column, Column type) {
    return Sql.format(
        "{} >= {} and {} < {}",
        column,
        startOf(DateDefect.FIRST_CREDIBLE_DAY, type),
        column,
        startOf(lastDay.plusDays(1), type));
  }
}
