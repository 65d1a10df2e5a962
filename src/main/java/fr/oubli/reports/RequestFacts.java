package fr.oubli.reports;

import fr.oubli.rights.request.Request.State;
import fr.oubli.rights.request.Right;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request as a report may show it: nothing that a person wrote, nothing that says who asks.
 *
 * @param deadline the last day to answer, suspension and extension counted
 * @param recipients organisations that are still to be told (art. 19); empty for none
 * @param noticeOn the day on which the oldest notice to them was written
 */
record RequestFacts(
    long id,
    Right right,
    String channel,
    State state,
    LocalDate receivedOn,
    LocalDate deadline,
    @Nullable LocalDate identityOn,
    @Nullable LocalDate suspendedOn,
    int suspendedDays,
    @Nullable LocalDate extendedOn,
    @Nullable LocalDate endedOn,
    String recipients,
    @Nullable LocalDate noticeOn) {

  /** Over the last day, whether it was answered since or not; a suspended clock is never late. */
  long daysLate(LocalDate today) {
    if (state == State.SUSPENDED) {
      return 0;
    }
    return Math.max(0, ChronoUnit.DAYS.between(deadline, endedOn == null ? today : endedOn));
  }

  /** Negative once the deadline is over. */
  long daysLeft(LocalDate today) {
    return ChronoUnit.DAYS.between(today, deadline);
  }

  /** From receipt to the answer; null while there is none. */
  @Nullable Long daysToAnswer() {
    return endedOn == null ? null : ChronoUnit.DAYS.between(receivedOn, endedOn);
  }
}
