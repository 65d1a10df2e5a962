package fr.oubli.model.policy;

import java.time.Period;

/**
 * How long Oubli itself keeps what it knows of people who asked for something. The policy promises
 * these like its other periods, and every night ends what is over.
 *
 * @param known identities, notes and means of identification, from the end of the request
 * @param letters copies of letters and notices, from the day they were written
 * @param bundles what was sent to the person, from the day it was written
 */
public record RequestPeriods(Period known, Period letters, Period bundles) {

  /**
   * Where a policy sets none. Three years prove an answer for as long as an objection is kept; a
   * bundle holds all of the person and proves nothing that its digest does not.
   */
  public static final RequestPeriods DEFAULT =
      new RequestPeriods(Period.ofYears(3), Period.ofYears(3), Period.ofMonths(3));
}
