package fr.oubli.property;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Values that no other row has, as PostgreSQL prints them; personal ones carry the mark. */
record Values(Dice dice, int number) {

  String of(Column column) {
    return switch (column.type()) {
      case BIGINT -> "" + (4_000_000_000L + number * 7L);
      case INTEGER -> "" + (100 + number * 7);
      case UUID -> "00000000-0000-4000-8000-%012x".formatted(number);
      case TEXT, VARCHAR -> text(column);
      case DATE -> date().toString();
      case TIMESTAMP, TIMESTAMPTZ ->
          Days.text(date().atTime(dice.between(0, 23), 15).atZone(ZoneOffset.UTC), column.type());
      case NUMERIC -> "%d.%02d".formatted(number * 3, dice.between(0, 99));
      case BOOLEAN -> dice.chance(0.5) ? "true" : "false";
      case JSONB -> "{\"a\": \"%s%d\"}".formatted(Markers.MARK, number);
      case INET -> "10.0.%d.%d/32".formatted(number / 250, 1 + number % 250);
      case BYTEA -> "\\x%08x".formatted(number);
      case UTC_TIMESTAMP,
          EPOCH_SECONDS,
          EPOCH_MILLISECONDS,
          DAY_TEXT,
          ISO_TEXT,
          SECONDS_AFTER,
          MILLISECONDS_AFTER,
          HOURS_AFTER,
          DAYS_AFTER,
          INTERVAL_AFTER ->
          throw new IllegalArgumentException(column.name() + " is rewritten from another type");
      case INTEGERS -> "{%d,%d}".formatted(number, dice.between(0, 9));
    };
  }

  private LocalDate date() {
    return LocalDate.of(1950, 1, 1).plusDays(number * 11L);
  }

  /** Keys are opaque, and may hold what SQL, arrays and rows quote. */
  private String text(Column column) {
    String odd = dice.of("", " ", "'", "\"", ",", "(", "\\", "{", "é", "?");
    return (column.mask() == null ? "k" : "O" + Markers.MARK) + odd + number;
  }
}
