package fr.oubli.model.policy;

import java.time.LocalDate;
import java.time.Period;

/**
 * Turns "due when today is after anchor + period" into the largest anchor day that is due, so that
 * a database can use an index on the anchor. Periods are calendar periods added to the original
 * anchor: 31 August and six months end on the last day of February.
 */
public final class Cutoff {

  private Cutoff() {}

  public static boolean due(LocalDate anchor, Period period, LocalDate asOf) {
    return asOf.isAfter(anchor.plus(period));
  }

  /** The largest day for which {@link #due} holds. */
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
