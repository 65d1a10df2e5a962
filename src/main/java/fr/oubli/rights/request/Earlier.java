package fr.oubli.rights.request;

import java.util.EnumSet;
import java.util.Set;

/** An earlier request of the same person and right, as far as a later one depends on it. */
record Earlier(long number, Stage stage) {

  private static final Set<Stage> ANSWERED =
      EnumSet.of(
          Stage.ANSWERED, Stage.HELD, Stage.CLOSED, Stage.CLOSED_UNFINISHED, Stage.CLOSED_WITH);

  private static final Set<Stage> NEVER = EnumSet.of(Stage.REFUSED, Stage.CLOSED_UNANSWERED);

  /** Whether the person has an answer, which can be that of the later request too. */
  boolean answered() {
    return ANSWERED.contains(stage);
  }

  /** Whether it ended and answers nothing: the later request goes its own way. */
  boolean neverAnswers() {
    return NEVER.contains(stage);
  }
}
