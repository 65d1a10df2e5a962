package fr.oubli.decision.clock;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/** The clocks of one zone, told the days of another. */
final class LocalClock {

  private LocalClock() {}

  /**
   * What clocks of a zone show when a day starts in another. PostgreSQL takes a time that clocks
   * show twice for the second of the two, so a day that starts in the first hour has only what
   * comes from the second on.
   *
   * @param zone whose day it is
   * @param written whose clocks are read
   */
  static LocalDateTime startOf(LocalDate day, ZoneId zone, ZoneId written) {
    if (written.equals(zone)) {
      return day.atStartOfDay();
    }
    ZonedDateTime start = day.atStartOfDay(zone).withZoneSameInstant(written);
    ZoneOffsetTransition change = written.getRules().getTransition(start.toLocalDateTime());
    boolean firstOfTwo =
        change != null && change.isOverlap() && start.getOffset().equals(change.getOffsetBefore());
    return firstOfTwo ? change.getDateTimeAfter() : start.toLocalDateTime();
  }
}
