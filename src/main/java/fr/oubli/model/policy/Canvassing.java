package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.time.LocalDate;
import java.time.Period;

/**
 * Who may be called to be sold something: who agreed to it beforehand, and, for what has to do with
 * it, whom a contract that runs ties to the caller. Nobody else (Code de la consommation art.
 * L223-1, as of 11 August 2026).
 *
 * @param given when somebody agreed
 * @param withdrawn when they took it back; missing while they did not
 * @param consents which rows of the collection of these two are consents to calls
 * @param valid how long a consent is good; it is not renewed in silence
 * @param running which rows of one collection are contracts that run; none where nothing is said
 */
public record Canvassing(
    ColumnName given,
    ColumnName withdrawn,
    Filter consents,
    Period valid,
    Filter running,
    Place place) {

  /** The longest that a consent may be good. */
  static final Period LONGEST = Period.ofYears(1);

  public Canvassing {
    if (!given.collection().equals(withdrawn.collection())) {
      throw new IllegalArgumentException("a consent and its withdrawal stand in one row");
    }
    if (isTooLong(valid)) {
      throw new IllegalArgumentException("a consent is good for " + LONGEST + " at most");
    }
  }

  /** Judged on a year that has no 29 February and on one that has: neither may be outlasted. */
  static boolean isTooLong(Period period) {
    return isAfterAYear(LocalDate.of(2025, 1, 1), period)
        || isAfterAYear(LocalDate.of(2024, 1, 1), period);
  }

  private static boolean isAfterAYear(LocalDate day, Period period) {
    return day.plus(period).isAfter(day.plus(LONGEST));
  }

  /** The last day on which a consent of a day is good. */
  public LocalDate lastDay(LocalDate given) {
    return given.plus(valid);
  }
}
