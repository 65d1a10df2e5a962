package fr.oubli.purge.pace;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The moment by which a night stops, in the policy's zone.
 *
 * @param clock that says what time it is
 * @param at null where the night goes on to its end
 * @param told how it was asked for
 */
public record Until(Clock clock, @Nullable Instant at, String told) {

  /** A night that goes on to its end. */
  public static final Until ITS_END = new Until(Clock.systemUTC(), null, "");

  /**
   * The next time that clocks in the zone show it. Of an hour that comes twice either is one; where
   * clocks leave it out, it is as much later.
   */
  public static Until next(LocalTime time, ZoneId zone, Clock clock) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant at =
        Stream.of(today, today.plusDays(1))
            .map(day -> ZonedDateTime.of(day, time, zone))
            .flatMap(
                moment ->
                    Stream.of(
                        moment.withEarlierOffsetAtOverlap(), moment.withLaterOffsetAtOverlap()))
            .map(ZonedDateTime::toInstant)
            .filter(moment -> moment.isAfter(now))
            .findFirst()
            .orElseThrow();
    return new Until(clock, at, time.toString());
  }

  public boolean isAsked() {
    return at != null;
  }

  public boolean hasPassed() {
    return at != null && !clock.instant().isBefore(at);
  }
}
