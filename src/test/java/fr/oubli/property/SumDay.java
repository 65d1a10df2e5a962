package fr.oubli.property;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * On which day a date and how long something lasts from it on falls, worked out in plain Java.
 *
 * @param start as the row has it
 * @param type of the column that the start stands in
 * @param zone of the policy
 */
record SumDay(String start, Type type, ZoneId zone) {

  /** Null where the start is no date. */
  @Nullable LocalDate after(String amount, Type lasts) {
    if (lasts == Type.INTERVAL_AFTER) {
      return after(Span.of(amount));
    }
    long number = Long.parseLong(amount);
    if (isDay()) {
      LocalDate day = DateWriting.day(start, type, zone);
      return day == null ? null : day.plusDays(number);
    }
    Instant moment = DateWriting.moment(start, type, zone);
    return moment == null
        ? null
        : moment.plus(lasts.unit().multipliedBy(number)).atZone(zone).toLocalDate();
  }

  private @Nullable LocalDate after(Span span) {
    LocalDateTime local = local();
    return local == null
        ? null
        : local
            .plus(span.calendar())
            .atZone(clocks())
            .withLaterOffsetAtOverlap()
            .toInstant()
            .plus(span.clock())
            .atZone(zone)
            .toLocalDate();
  }

  private @Nullable LocalDateTime local() {
    if (isDay()) {
      LocalDate day = DateWriting.day(start, type, zone);
      return day == null ? null : day.atStartOfDay();
    }
    Instant moment = DateWriting.moment(start, type, zone);
    return moment == null ? null : moment.atZone(clocks()).toLocalDateTime();
  }

  private boolean isDay() {
    return type == Type.DATE || type == Type.DAY_TEXT;
  }

  /** Months and days are counted by the clocks that the start was written by. */
  private ZoneId clocks() {
    return type == Type.UTC_TIMESTAMP || type == Type.ISO_TEXT ? ZoneOffset.UTC : zone;
  }
}
