package fr.oubli.model.policy;

import java.time.Period;
import java.util.Collection;
import java.util.Comparator;

/**
 * Compares periods. A month has no length of its own: months count as the average month, so that
 * twelve of them are a year, and thirty days less than one of them.
 */
final class PeriodLength {

  private static final double DAYS_OF_A_MONTH = 146_097 / 4_800.0;

  /** The shorter first. */
  private static final Comparator<Period> SHORTER = Comparator.comparingDouble(PeriodLength::days);

  private PeriodLength() {}

  @SuppressWarnings("JavaPeriodGetDays") // months are added
  private static double days(Period period) {
    return period.toTotalMonths() * DAYS_OF_A_MONTH + period.getDays();
  }

  static boolean isShorter(Period one, Period other) {
    return SHORTER.compare(one, other) < 0;
  }

  /** The stricter first: the shorter of a promise, the longer of a legal minimum. */
  static Comparator<Period> stricter(Keep.Bound bound) {
    return bound == Keep.Bound.AT_MOST ? SHORTER : SHORTER.reversed();
  }

  static Period strictest(Collection<Period> periods, Keep.Bound bound) {
    return periods.stream().min(stricter(bound)).orElseThrow();
  }

  /** The same for periods that always end on the same day: twelve months and one year. */
  @SuppressWarnings("JavaPeriodGetDays") // months are beside
  static Period normal(Period period) {
    return Period.of(
        (int) (period.toTotalMonths() / 12), (int) (period.toTotalMonths() % 12), period.getDays());
  }
}
