package fr.oubli.reports;

import fr.oubli.rights.request.RequestState;
import fr.oubli.rights.request.Right;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A request as a report may show it: nothing that a person wrote, nothing that says who asks. */
record RequestFacts(
    Numbers numbers,
    Right right,
    String channel,
    RequestState state,
    Dates dates,
    Suspension suspension,
    Notice notice) {

  /**
   * Under which number it is registered.
   *
   * @param sameAs of the earlier request that asks the same for the same person; null where none
   *     does
   */
  record Numbers(long own, @Nullable Long sameAs) {}

  /**
   * The days that count for the answer; a day that has not come is null.
   *
   * @param deadline the last day to answer, suspension and extension counted
   * @param withoutAnswer whether it ended although nobody was answered
   */
  record Dates(
      LocalDate receivedOn,
      LocalDate deadline,
      @Nullable LocalDate identityOn,
      @Nullable LocalDate extendedOn,
      @Nullable LocalDate endedOn,
      boolean withoutAnswer) {}

  /**
   * A clock that was stopped.
   *
   * @param since the day since which it stands still; null while it runs
   * @param days how long it stood still before that
   */
  record Suspension(@Nullable LocalDate since, int days) {}

  /**
   * What is still to be told to recipients of the data (GDPR art. 19).
   *
   * @param recipients organisations; empty for none
   * @param writtenOn the day on which the oldest notice to them was written
   */
  record Notice(String recipients, @Nullable LocalDate writtenOn) {}

  long id() {
    return numbers.own();
  }

  boolean suspended() {
    return suspension.since() != null;
  }

  boolean ended() {
    return dates.endedOn() != null;
  }

  /**
   * Days over the last day, whether the request was answered since or not; zero for a suspended
   * one, whose clock stands still.
   */
  long daysLate(LocalDate today) {
    if (state == RequestState.SUSPENDED) {
      return 0;
    }
    LocalDate ended = dates.endedOn();
    return Math.max(0, ChronoUnit.DAYS.between(dates.deadline(), ended == null ? today : ended));
  }

  /** Negative once the deadline is over. */
  long daysLeft(LocalDate today) {
    return ChronoUnit.DAYS.between(today, dates.deadline());
  }

  /** From receipt to the answer; null while there is none. */
  @Nullable Long daysToAnswer() {
    LocalDate ended = dates.endedOn();
    return ended == null || dates.withoutAnswer()
        ? null
        : ChronoUnit.DAYS.between(dates.receivedOn(), ended);
  }
}
