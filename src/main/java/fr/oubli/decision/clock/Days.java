package fr.oubli.decision.clock;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Turns days of the policy's zone into bounds and expressions of a column's own type. */
public record Days(LocalDate asOf, ZoneId zone) {

  /** The first moment of a day, so that a plain index on the column serves the comparison. */
  public Sql startOf(LocalDate day, Column column) {
    return switch (column.baseType()) {
      case "date" -> Sql.of("?", day);
      case "timestamp" -> Sql.of("?", day.atStartOfDay());
      case "timestamptz" -> Sql.of("?", day.atStartOfDay(zone).toOffsetDateTime());
      default -> throw new IllegalArgumentException(column.name() + " is not a date");
    };
  }

  public Sql dayOf(Sql column, Column type) {
    return switch (type.baseType()) {
      case "date" -> column;
      case "timestamp" -> Sql.format("({})::date", column);
      default -> Sql.format("(({}) at time zone {})::date", column, Sql.of("?", zone.getId()));
    };
  }

  /** On or after a day. */
  public Sql from(LocalDate day, Sql column, Column type) {
    return Sql.format("{} >= {}", column, startOf(day, type));
  }

  /** After one day, and on or before another. */
  DateTest between(LocalDate after, LocalDate last) {
    return (date, type) ->
        Sql.format(
            "{} >= {} and {} < {}",
            date,
            startOf(after.plusDays(1), type),
            date,
            startOf(last.plusDays(1), type));
  }

  /** The number of the span that a moment falls in; each span starts where the one before ends. */
  public Sql span(Sql column, Column type, List<LocalDate> starts) {
    return Sql.format(
        "width_bucket({}, array[{}])",
        column,
        Sql.list(starts.stream().map(day -> startOf(day, type)).toList()));
  }

  /** The same for a day that was computed. */
  public static Sql span(Sql day, List<LocalDate> starts) {
    return Sql.format(
        "width_bucket({}, array[{}])",
        day,
        Sql.list(starts.stream().map(start -> Sql.of("?", start)).toList()));
  }

  /** Credible and on or before the last due day. */
  Sql onOrBefore(LocalDate lastDay, Sql column, Column type) {
    return Sql.format(
        "{} >= {} and {} < {}",
        column,
        startOf(DateDefect.FIRST_CREDIBLE_DAY, type),
        column,
        startOf(lastDay.plusDays(1), type));
  }
}
