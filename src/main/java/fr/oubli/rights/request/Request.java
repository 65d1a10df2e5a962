package fr.oubli.rights.request;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One request as the register holds it.
 *
 * @param deadline the last day to answer, suspension and extension counted
 * @param suspendedOn since when a doubt about the identity stops the clock; null when none does
 * @param scope for an objection, the channel that it bears on, or {@code all}
 */
public record Request(
    long id,
    Right right,
    String quality,
    String scope,
    State state,
    LocalDate receivedOn,
    LocalDate deadline,
    int suspendedDays,
    @Nullable LocalDate suspendedOn,
    @Nullable LocalDate extendedOn,
    @Nullable String outcome) {

  /** Where it stands. */
  public enum State {
    OPEN,
    VERIFIED,
    SUSPENDED,
    CLOSED,
    REFUSED;

    public boolean ended() {
      return this == CLOSED || this == REFUSED;
    }
  }

  /** Late once the last day is over; a suspended clock is never late. */
  public boolean late(LocalDate today) {
    return !state.ended() && state != State.SUSPENDED && today.isAfter(deadline);
  }

  public boolean dueBy(LocalDate day) {
    return !state.ended() && state != State.SUSPENDED && !deadline.isAfter(day);
  }
}
