package fr.oubli.property;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes some dates of a case apart, into a date beside and how long something lasts from it on. A
 * date that a condition asks for stays whole.
 *
 * @param dice of its own, so that all else of the case stays as it was
 */
record SumWriting(Dice dice, ZoneId zone, List<Rule> rules) {

  /** The date that is counted from. */
  static final String FROM = "since";

  private static final double CASES = 0.4;
  private static final double TABLES = 0.5;

  SumWriting(long seed, ZoneId zone, List<Rule> rules) {
    this(new Dice(new Random(seed * 0xBF58476D1CE4E5B9L)), zone, rules);
  }

  List<Table> of(List<Table> tables) {
    return dice.chance(CASES) ? tables.stream().map(this::of).toList() : tables;
  }

  private Table of(Table table) {
    List<Column> dates =
        table.columns().stream()
            .filter(column -> List.of(Schemas.AT, "seen").contains(column.name()))
            .filter(column -> !isAsked(table, column))
            .toList();
    return dates.isEmpty() || table.partitions() != null || !dice.chance(TABLES)
        ? table
        : apart(table, dice.of(dates));
  }

  private boolean isAsked(Table table, Column column) {
    return rules.stream()
        .map(Rule::only)
        .flatMap(Stream::ofNullable)
        .anyMatch(only -> only.reads(table.name(), column.name()));
  }

  private Table apart(Table table, Column date) {
    boolean days = date.type() == Type.DATE;
    Type lasts =
        days
            ? dice.of(Type.DAYS_AFTER, Type.INTERVAL_AFTER)
            : dice.of(
                Type.SECONDS_AFTER,
                Type.MILLISECONDS_AFTER,
                Type.HOURS_AFTER,
                Type.DAYS_AFTER,
                Type.INTERVAL_AFTER);
    List<Column> columns = new ArrayList<>();
    table.columns().forEach(each -> columns.add(each.equals(date) ? each.typed(lasts) : each));
    columns.add(Column.plain(FROM, date.type(), date.notNull()));
    return table
        .columns(columns)
        .rows(table.rows().stream().map(row -> apart(row, date, lasts)).toList());
  }

  private Row apart(Row row, Column date, Type lasts) {
    String value = row.get(date.name());
    String amount =
        lasts == Type.INTERVAL_AFTER
            ? dice.of(Span.ALL).text()
            : String.valueOf(dice.between(-2, 60) * (lasts.unit().toDays() > 0 ? 1 : 7_000));
    if (value == null) {
      boolean both = dice.chance(0.3);
      boolean amountIsThere = !both && dice.chance(0.5);
      String known = amountIsThere || both ? null : somewhen(date.type());
      return row.with(date.name(), amountIsThere ? amount : null).with(FROM, known);
    }
    return row.with(date.name(), amount).with(FROM, before(value, date.type(), amount, lasts));
  }

  private String somewhen(Type type) {
    return Days.text(
        LocalDate.of(2020, 1, 1).plusDays(dice.between(0, 900)).atStartOfDay(zone), type);
  }

  /** From where the amount leads to the date, or near it where months are of unlike length. */
  private static String before(String value, Type type, String amount, Type lasts) {
    boolean day = type == Type.DATE;
    LocalDateTime end =
        day
            ? LocalDate.parse(value).atStartOfDay()
            : LocalDateTime.parse(value.substring(0, 19).replace(' ', 'T'));
    LocalDateTime start;
    if (lasts == Type.INTERVAL_AFTER) {
      Span span = Span.of(amount);
      start = end.minus(span.clock()).minus(span.calendar());
    } else {
      Duration all = lasts.unit().multipliedBy(Long.parseLong(amount));
      start = end.minus(all);
    }
    return Days.text(start.atZone(ZoneOffset.UTC), type);
  }

  /** The day on which the sum in a row falls for the policy; null where a part of it is missing. */
  static @Nullable LocalDate day(Row row, Column column, Type from, ZoneId zone) {
    String amount = row.get(column.name());
    String start = row.get(FROM);
    return amount == null || start == null
        ? null
        : new SumDay(start, from, zone).after(amount, column.type());
  }
}
