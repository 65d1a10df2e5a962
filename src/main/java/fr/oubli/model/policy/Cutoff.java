package fr.oubli.model.policy;

import java.time.LocalDate;
import java.time.Period;

/**
 * A row is due once today is after its anchor plus the period. This class finds the latest anchor
 * for which that holds. The database can then compare an indexed column with one day.
 *
 * <p>Periods are calendar periods, and each is added to the anchor itself: six months from 31
 * August end on the last day of February.
 */
public final class Cutoff {

  private Cutoff() {}

  /** Whether the period is over. Its last day is the anchor plus the period. */
  public static boolean due(LocalDate anchor, Period period, LocalDate asOf) {
    return asOf.isAfter(anchor.plus(period));
  }

  /** The largest anchor that is {@link #due}. */
  public static LocalDate lastDueDay(LocalDate asOf, Period period) {
    LocalDate day = asOf.minus(period);
    while (due(day.plusDays(1), period, asOf)) {
      day = day.plusDays(1);
    }
    while (!due(day, period, asOf)) {
      day = day.minusDays(1);
    }
    return day;
  }
}
