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
 * @param end how the request ended; null until it does
 */
public record Request(
    long id,
    Right right,
    String quality,
    String scope,
    RequestState state,
    RequestTerm term,
    @Nullable RequestEnd end) {

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

  /** What was answered; null until the request ends. */
  public @Nullable String outcome() {
    return end == null ? null : end.outcome();
  }

  /** On what a refusal rests; null where there is none. */
  public @Nullable RefusalGround ground() {
    return end == null ? null : end.ground();
  }

  /** Whether it ended with an answer to the person. */
  public boolean answered() {
    return end != null && end.answered();
  }

  /** A refusal that names this request. */
  Refusal refusal(String what) {
    return new Refusal(ExitCode.INVALID, "request " + id + " " + what);
  }
}
