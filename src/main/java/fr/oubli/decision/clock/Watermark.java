package fr.oubli.decision.clock;

import java.time.LocalDate;

/**
 * What a duty's latest verified run looked at, by the same policy and map.
 *
 * @param cutoff every row whose clock started on or before it was judged
 * @param run the run's number; events that it or a later one took are looked at again
 * @param asOf the day that run was for
 * @param everythingOn the last day on which everything was looked at
 */
public record Watermark(LocalDate cutoff, long run, LocalDate asOf, LocalDate everythingOn) {

  public Watermark {
    if (everythingOn.isAfter(asOf)) {
      throw new IllegalArgumentException("everything was looked at after the last look");
    }
  }
}
