package fr.oubli.property;

import java.time.Duration;
import java.time.Period;
import java.util.List;

/**
 * An interval as PostgreSQL prints it, with what Java makes of it.
 *
 * @param calendar what is counted by the clocks of a zone
 * @param clock what is counted from there on, whatever these clocks do
 */
record Span(String text, Period calendar, Duration clock) {

  static final List<Span> ALL =
      List.of(
          new Span("1 mon", Period.ofMonths(1), Duration.ZERO),
          new Span("1 year 1 mon", Period.of(1, 1, 0), Duration.ZERO),
          new Span("14 days", Period.ofDays(14), Duration.ZERO),
          new Span("24:00:00", Period.ZERO, Duration.ofHours(24)),
          new Span("6 mons 12:30:00", Period.ofMonths(6), Duration.ofMinutes(12 * 60 + 30)),
          new Span("-1 mons +36:30:00", Period.ofMonths(-1), Duration.ofMinutes(36 * 60 + 30)),
          new Span("30 days -00:00:01", Period.ofDays(30), Duration.ofSeconds(-1)));

  static Span of(String text) {
    return ALL.stream().filter(span -> span.text.equals(text)).findFirst().orElseThrow();
  }
}
