package fr.oubli.property;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Days and moments as PostgreSQL prints them in UTC. */
final class Days {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private Days() {}

  static String text(ZonedDateTime moment, Type type) {
    return switch (type) {
      case DATE -> moment.toLocalDate().toString();
      case TIMESTAMP -> MOMENT.format(moment.toLocalDateTime());
      default -> MOMENT.format(moment.withZoneSameInstant(ZoneOffset.UTC)) + "+00";
    };
  }

  /** The day that a value falls on for the policy. */
  static LocalDate of(String value, Type type, ZoneId zone) {
    return switch (type) {
      case DATE -> LocalDate.parse(value);
      case TIMESTAMP -> LocalDateTime.parse(value, MOMENT).toLocalDate();
      default ->
          LocalDateTime.parse(value.substring(0, 19), MOMENT)
              .atZone(ZoneOffset.UTC)
              .withZoneSameInstant(zone)
              .toLocalDate();
    };
  }
}
