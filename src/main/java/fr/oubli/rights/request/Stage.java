package fr.oubli.rights.request;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How far a request has come, and the steps that may come next: the one table that says what is
 * offered, what is refused, and what every command prints last. The README draws it.
 */
public enum Stage {
  OPEN(
      "open",
      Step.MATCH,
      Step.VERIFY,
      Step.SUSPEND,
      Step.EXTEND,
      Step.REFUSE,
      Step.CLOSE_UNANSWERED),
  /** The person is to be told that the answer takes longer. */
  OPEN_EXTENDED(
      "open and extended",
      Step.MATCH,
      Step.VERIFY,
      Step.SUSPEND,
      Step.REPLY,
      Step.REFUSE,
      Step.CLOSE_UNANSWERED),
  SUSPENDED("suspended", Step.MATCH, Step.RESUME, Step.REPLY, Step.REFUSE, Step.CLOSE_UNANSWERED),
  VERIFIED(
      "verified",
      Step.MATCH,
      Step.VERIFY,
      Step.EXTEND,
      Step.CARRY_OUT,
      Step.REFUSE,
      Step.CLOSE_WITH,
      Step.CLOSE_UNANSWERED),
  VERIFIED_EXTENDED(
      "verified and extended",
      Step.MATCH,
      Step.VERIFY,
      Step.CARRY_OUT,
      Step.REPLY,
      Step.REFUSE,
      Step.CLOSE_WITH,
      Step.CLOSE_UNANSWERED),
  /** Done, and no letter says so yet. */
  CARRIED_OUT(
      "carried out, not answered", Step.MATCH, Step.CARRY_OUT, Step.REPLY, Step.CLOSE_UNANSWERED),
  /** An erasure that left something; the person is told, and told again once it is mended. */
  IN_PART("carried out in part", Step.MATCH, Step.CARRY_OUT, Step.REPLY, Step.CLOSE_UNANSWERED),
  /** The letter that says what was done is written. */
  ANSWERED("answered", Step.MATCH, Step.CARRY_OUT, Step.REPLY, Step.CLOSE, Step.LIFT),
  /** An erasure of which something keeps rows for a time; the letter says so. */
  HELD("answered, some rows held", Step.MATCH, Step.CARRY_OUT, Step.REPLY, Step.CLOSE),
  REFUSED("refused", Step.REPLY),
  CLOSED("closed", Step.REPLY, Step.LIFT),
  /** Closed, while an erasure waits for the end of what keeps some rows. */
  CLOSED_UNFINISHED("closed, its erasure going on", Step.CARRY_OUT, Step.REPLY),
  /** The letter says which earlier answer is its own. */
  CLOSED_WITH("closed with an earlier one", Step.REPLY),
  CLOSED_UNANSWERED("closed without an answer");

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // the set cannot be changed once it is made
  private final Set<Step> legal;

  Stage(String word, Step... legal) {
    this.word = word;
    EnumSet<Step> steps = EnumSet.noneOf(Step.class);
    Collections.addAll(steps, legal);
    this.legal = Collections.unmodifiableSet(steps);
  }

  /** As people read it. */
  public String word() {
    return word;
  }

  public boolean allows(Step step) {
    return legal.contains(step);
  }

  /** The steps that may come next, in the order in which a request usually takes them. */
  public List<Step> legal() {
    return List.copyOf(legal);
  }
}
