package fr.oubli.model.policy;

import java.time.Period;

/**
 * How long Oubli itself keeps what it knows of people who asked for something, or whose data came
 * in. The policy promises these like its other periods, and every night ends what is over.
 *
 * @param known identities, notes and means of identification, from the end of the request
 * @param letters copies of letters and notices, from the day they were written
 * @param bundles what was sent to the person, from the day it was written
 * @param feeds bad lines of what came in, from the day they were written to a file
 * @param suppressed entries of the suppression list, from the day they were made, and longer where
 *     what they guard against lasts longer
 */
public record RequestPeriods(
    Period known, Period letters, Period bundles, Period feeds, Period suppressed) {

  /** CNIL: an objection is kept for three years at least. */
  static final Period LEAST_SUPPRESSED = Period.ofYears(3);

  /**
   * Where a policy sets none. Three years prove an answer for as long as an objection is kept; a
   * bundle holds all of the person and proves nothing that its digest does not. Thirty days are
   * enough to mend a line.
   */
  public static final RequestPeriods DEFAULT =
      new RequestPeriods(
          Period.ofYears(3),
          Period.ofYears(3),
          Period.ofMonths(3),
          Period.ofDays(30),
          LEAST_SUPPRESSED);
}
