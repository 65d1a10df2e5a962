package fr.oubli.decision.clock;

import java.time.LocalDate;

/**
 * Up to where an enforcement was judged by its latest verified run, under the same policy and map.
 * The next run starts from there.
 *
 * @param cutoff every row whose clock started on or before this day was judged
 * @param firstRun events that this run or a later one took are looked at again: that run itself
 *     where it took some after it was verified
 * @param asOf the day that the run was for
 * @param everythingOn the last day on which all rows were looked at
 */
public record Watermark(LocalDate cutoff, long firstRun, LocalDate asOf, LocalDate everythingOn) {

  public Watermark {
    if (everythingOn.isAfter(asOf)) {
      throw new IllegalArgumentException("the last run over all rows is later than the last run");
    }
  }
}
