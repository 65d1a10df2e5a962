package fr.oubli.rights.request;

import fr.oubli.rights.request.RequestHistory.Event;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands, read from what the register holds of it.
 *
 * @param events its history, the oldest first
 * @param undecided whether rows are proposed on which nobody decided
 * @param earlier the request that it is linked to; null where it is linked to none
 */
public record Progress(
    Request request, List<Event> events, boolean undecided, @Nullable Earlier earlier) {

  private static final String HELD = "held";
  private static final String PARTIAL = "partial";

  public Progress {
    events = List.copyOf(events);
  }

  Progress(Request request, List<Event> events, boolean undecided) {
    this(request, events, undecided, null);
  }

  /** The row of the table of steps that it stands in. */
  public Stage stage() {
    return switch (request.state()) {
      case OPEN -> request.extendedOn() == null ? Stage.OPEN : Stage.OPEN_EXTENDED;
      case SUSPENDED -> Stage.SUSPENDED;
      case VERIFIED -> verified();
      case REFUSED -> Stage.REFUSED;
      case CLOSED -> closed();
    };
  }

  private Stage verified() {
    if (!carriedOut()) {
      return request.extendedOn() == null ? Stage.VERIFIED : Stage.VERIFIED_EXTENDED;
    }
    if (erasure().equals(PARTIAL)) {
      return Stage.IN_PART;
    }
    if (last(RequestHistory.LETTER) < carriedOutAt()) {
      return Stage.CARRIED_OUT;
    }
    return erasure().equals(HELD) ? Stage.HELD : Stage.ANSWERED;
  }

  private Stage closed() {
    if (erasure().equals(HELD) || erasure().equals(PARTIAL)) {
      return Stage.CLOSED_UNFINISHED;
    }
    if (last(RequestHistory.CLOSED_WITH) >= 0) {
      return Stage.CLOSED_WITH;
    }
    return request.answered() ? Stage.CLOSED : Stage.CLOSED_UNANSWERED;
  }

  /** Whether what the person asked for was done, and be it in part. */
  public boolean carriedOut() {
    return carriedOutAt() >= 0;
  }

  private int carriedOutAt() {
    return Math.max(last(request.right().step()), last(RequestHistory.FINISHED));
  }

  /** How far an erasure came; empty where there was none, or nothing of it waits. */
  private String erasure() {
    int erased = last(request.right().step());
    return request.right() == Right.ERASURE && erased > last(RequestHistory.FINISHED)
        ? note(events.get(erased))
        : "";
  }

  private static String note(Event event) {
    String note = event.note();
    return note == null ? "" : note;
  }

  /** Where a step was taken the last time; -1 where it never was. */
  private int last(String step) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).step().equals(step)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the letter that the stage calls for is written. */
  private boolean told() {
    String since =
        switch (stage()) {
          case SUSPENDED -> RequestHistory.SUSPENDED;
          case REFUSED -> RequestHistory.REFUSED;
          case CLOSED_WITH -> RequestHistory.CLOSED_WITH;
          default -> RequestHistory.EXTENDED;
        };
    return last(RequestHistory.LETTER) > last(since);
  }

  /**
   * @throws fr.oubli.platform.exit.Refusal in one line, with what may be done instead
   */
  public void refuseUnless(Step step) {
    if (!stage().allows(step)) {
      throw request.refusal(
          "is %s, which is no moment to %s; %s".formatted(stage().word(), verb(step), instead()));
    }
  }

  /**
   * @throws fr.oubli.platform.exit.Refusal where that request does not answer this one
   */
  void refuseUnlessAnsweredBy(long number) {
    if (earlier == null || earlier.number() != number) {
      throw request.refusal(
          "is not linked to request %d%s; %s"
              .formatted(
                  number,
                  earlier == null ? "" : ", but to request " + earlier.number(),
                  "requests of one person and right are linked by jobs/request match "
                      + request.id()));
    }
    if (!earlier.answered()) {
      throw request.refusal(
          "cannot be closed with request %1$d, which is %2$s; see jobs/request show %1$d"
              .formatted(number, earlier.stage().word()));
    }
  }

  private String verb(Step step) {
    return switch (step) {
      case CARRY_OUT -> "run jobs/" + request.right().command();
      case MATCH -> "decide on rows";
      case REPLY -> "write a letter";
      case CLOSE -> "close it as answered";
      case CLOSE_WITH -> "close it with the answer to another";
      case LIFT -> "lift a restriction";
      default -> step.word();
    };
  }

  private String instead() {
    List<Step> legal = stage().legal().stream().filter(this::offered).toList();
    return legal.isEmpty()
        ? "nothing more is done with it: open a new one"
        : "what may be done: "
            + legal.stream().map(this::command).collect(Collectors.joining(" | "));
  }

  /** What is typed for a step. */
  public String command(Step step) {
    return earlier == null
        ? step.command(request)
        : step.command(request, String.valueOf(earlier.number()));
  }

  /** A restriction alone is lifted, and with an earlier answer ends what is linked to it. */
  private boolean offered(Step step) {
    return switch (step) {
      case LIFT -> request.right() == Right.RESTRICTION;
      case CLOSE_WITH -> earlier != null && !earlier.neverAnswers();
      default -> true;
    };
  }

  /** What to do now, in the words that end what every command prints. */
  public String now() {
    Step next = next();
    String then = next == null ? "" : next.what() + ": " + command(next);
    if (next == Step.CLOSE_WITH && earlier != null && !earlier.answered()) {
      then = "answer request " + earlier.number() + ", which asks the same, and " + then;
    }
    String letter = unsent();
    if (next == null) {
      return "now: " + (letter.isEmpty() ? rest() : letter + "; " + rest());
    }
    return "now: " + (letter.isEmpty() ? then : letter + ", then " + then);
  }

  private String rest() {
    return switch (stage()) {
      case HELD -> "leave it open, the nightly purge ends what is kept once its reason is over";
      case CLOSED_UNFINISHED ->
          "nothing; the nightly purge ends what is kept once its reason is over";
      default -> "nothing more is to be done";
    };
  }

  /** The step that is expected next; null where none is. */
  public @Nullable Step next() {
    return switch (stage()) {
      case OPEN -> undecided ? Step.MATCH : Step.VERIFY;
      case OPEN_EXTENDED -> told() ? undecided ? Step.MATCH : Step.VERIFY : Step.REPLY;
      case SUSPENDED -> told() ? Step.RESUME : Step.REPLY;
      case VERIFIED -> nextOfVerified();
      case VERIFIED_EXTENDED -> told() ? nextOfVerified() : Step.REPLY;
      case CARRIED_OUT -> Step.REPLY;
      case IN_PART -> Step.CARRY_OUT;
      case ANSWERED -> Step.CLOSE;
      case REFUSED, CLOSED_WITH -> told() ? null : Step.REPLY;
      case HELD, CLOSED, CLOSED_UNFINISHED, CLOSED_UNANSWERED -> null;
    };
  }

  /** What an earlier request asks too is done once. */
  private Step nextOfVerified() {
    if (offered(Step.CLOSE_WITH)) {
      return Step.CLOSE_WITH;
    }
    return undecided ? Step.MATCH : Step.CARRY_OUT;
  }

  /** That a letter is to be sent, which is what was written last; empty where none is. */
  private String unsent() {
    int letter = last(RequestHistory.LETTER);
    return letter >= 0 && letter == events.size() - 1 ? "read the letter and send it" : "";
  }

  /** What else may be done, one command a line; the usual step is not among them. */
  public List<String> others() {
    return otherSteps().stream()
        .map(step -> "or, to " + step.what() + ": " + command(step))
        .toList();
  }

  /** The steps that may be taken beside the usual one. */
  public List<Step> otherSteps() {
    Step next = next();
    return stage().legal().stream().filter(step -> step != next && offered(step)).toList();
  }
}
