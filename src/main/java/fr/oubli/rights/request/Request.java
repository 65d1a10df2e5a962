package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One request of a data subject, as the register holds it.
 *
 * @param quality as what the sender wrote: person, heir, parent or mandate
 * @param scope for an objection, the channel that it bears on, or {@code all}
 * @param outcome what was answered; null until the request ends
 */
public record Request(
    long id,
    Right right,
    String quality,
    String scope,
    RequestState state,
    RequestTerm term,
    @Nullable String outcome) {

  public LocalDate receivedOn() {
    return term.receivedOn();
  }

  /** The last day to answer. */
  public LocalDate deadline() {
    return term.deadline();
  }

  /** Since when a doubt about the identity stops the clock; null when none does. */
  public @Nullable LocalDate suspendedOn() {
    return term.suspendedOn();
  }

  /** The day on which the person was told of an extension; null without one. */
  public @Nullable LocalDate extendedOn() {
    return term.extendedOn();
  }

  /** A request is late once its last day is over; one whose clock is stopped is never late. */
  public boolean late(LocalDate today) {
    return awaited() && today.isAfter(deadline());
  }

  /** Whether the answer is due on this day or before. */
  public boolean dueBy(LocalDate day) {
    return awaited() && !deadline().isAfter(day);
  }

  private boolean awaited() {
    return !state.ended() && state != RequestState.SUSPENDED;
  }

  void refuseEnded() {
    if (state.ended()) {
      throw refusal("is " + state.stored() + " already; open a new one");
    }
  }

  /** A refusal that names this request. */
  Refusal refusal(String what) {
    return new Refusal(ExitCode.INVALID, "request " + id + " " + what);
  }
}
