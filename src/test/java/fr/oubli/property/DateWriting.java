package fr.oubli.property;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes some dates of a case otherwise than as dates: as counts, as texts, by the clocks of UTC.
 * What is no date on that scale becomes so: 0, an empty text, a text that is none.
 *
 * @param dice of its own, so that all else of the case stays as it was
 */
record DateWriting(Dice dice, ZoneId zone) {

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  List<Table> of(List<Table> tables) {
    return dice.chance(0.5) ? tables : tables.stream().map(this::of).toList();
  }

  private Table of(Table table) {
    Table written = table;
    for (Column column : table.columns()) {
      boolean date = column.name().equals(Schemas.AT) || column.name().equals("seen");
      date = (date && !column.type().isSum()) || column.name().equals(SumWriting.FROM);
      if (date && table.partitions() == null && dice.chance(0.6)) {
        written = rewritten(written, column, other(column.type()));
      }
    }
    return written;
  }

  private Type other(Type type) {
    return type == Type.DATE
        ? Type.DAY_TEXT
        : dice.of(Type.UTC_TIMESTAMP, Type.EPOCH_SECONDS, Type.EPOCH_MILLISECONDS, Type.ISO_TEXT);
  }

  private Table rewritten(Table table, Column column, Type type) {
    return table
        .columns(
            table.columns().stream()
                .map(each -> each.equals(column) ? column.typed(type) : each)
                .toList())
        .rows(
            table.rows().stream()
                .map(
                    row ->
                        row.with(column.name(), text(row.get(column.name()), column.type(), type)))
                .toList());
  }

  /** A value of a plain type as one of another type. */
  @Nullable String text(@Nullable String value, Type from, Type to) {
    if (value == null) {
      return none(to);
    }
    if (to == Type.DAY_TEXT) {
      return DAY.format(LocalDate.parse(value));
    }
    LocalDateTime written = LocalDateTime.parse(value.substring(0, 19), LOCAL);
    Instant moment = written.atZone(from == Type.TIMESTAMP ? zone : ZoneOffset.UTC).toInstant();
    return switch (to) {
      case UTC_TIMESTAMP -> LOCAL.format(moment.atOffset(ZoneOffset.UTC));
      case EPOCH_SECONDS -> String.valueOf(moment.getEpochSecond());
      case EPOCH_MILLISECONDS -> String.valueOf(moment.toEpochMilli());
      default ->
          dice.chance(0.5) ? moment.toString() : moment.atZone(zone).toOffsetDateTime().toString();
    };
  }

  private @Nullable String none(Type type) {
    return switch (type) {
      case EPOCH_SECONDS, EPOCH_MILLISECONDS -> dice.chance(0.5) ? "0" : null;
      case DAY_TEXT -> dice.chance(0.6) ? dice.of("", "30/02/2020") : null;
      case ISO_TEXT -> dice.chance(0.6) ? dice.of(" ", "never") : null;
      default -> null;
    };
  }

  /** Something is written, and it is no date. */
  static boolean isUnreadable(String value, Type type) {
    return type == Type.DAY_TEXT ? value.startsWith("30/02") : value.equals("never");
  }

  /** The day that a value falls on for the policy; null where it is no date. */
  static @Nullable LocalDate day(String value, Type type, ZoneId zone) {
    if (type == Type.DATE) {
      return LocalDate.parse(value);
    }
    if (type == Type.DAY_TEXT) {
      return value.isEmpty() || value.startsWith("30/02") ? null : LocalDate.parse(value, DAY);
    }
    Instant moment = moment(value, type, zone);
    return moment == null ? null : moment.atZone(zone).toLocalDate();
  }

  /** The moment that a value of a type with hours is; null where it is no date. */
  static @Nullable Instant moment(String value, Type type, ZoneId zone) {
    return switch (type) {
      case TIMESTAMP ->
          LocalDateTime.parse(value, LOCAL).atZone(zone).withLaterOffsetAtOverlap().toInstant();
      case UTC_TIMESTAMP, TIMESTAMPTZ ->
          LocalDateTime.parse(value.substring(0, 19), LOCAL).toInstant(ZoneOffset.UTC);
      case EPOCH_SECONDS -> value.equals("0") ? null : Instant.ofEpochSecond(Long.parseLong(value));
      case EPOCH_MILLISECONDS ->
          value.equals("0") ? null : Instant.ofEpochMilli(Long.parseLong(value));
      default ->
          value.isBlank() || value.equals("never")
              ? null
              : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from);
    };
  }
}
