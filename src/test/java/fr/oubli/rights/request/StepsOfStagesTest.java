package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.RequestHistory.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every stage with every step: what the README draws is what is allowed, and nothing else is. */
class StepsOfStagesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static Progress progress(Right right, RequestState state, String... steps) {
    return progress(right, state, null, steps);
  }

  private static Progress progress(
      Right right, RequestState state, @Nullable RequestEnd end, String... steps) {
    boolean extended = List.of(steps).contains(RequestHistory.EXTENDED);
    RequestTerm term =
        new RequestTerm(
            DAY,
            DAY.plusMonths(1),
            0,
            state == RequestState.SUSPENDED ? DAY : null,
            extended ? DAY : null);
    return new Progress(
        new Request(7, right, "person", "all", state, term, end),
        Arrays.stream(steps)
            .map(step -> step.split(":"))
            .map(step -> new Event("", "x", step[0], step.length > 1 ? step[1] : null))
            .toList(),
        false);
  }

  /** A request of the right that stands in the stage. */
  private static Progress in(Stage stage, Right right) {
    RequestEnd answered = new RequestEnd("sent", true);
    String done = right.step();
    return switch (stage) {
      case OPEN -> progress(right, RequestState.OPEN);
      case OPEN_EXTENDED -> progress(right, RequestState.OPEN, RequestHistory.EXTENDED);
      case SUSPENDED -> progress(right, RequestState.SUSPENDED, RequestHistory.SUSPENDED);
      case VERIFIED -> progress(right, RequestState.VERIFIED);
      case VERIFIED_EXTENDED -> progress(right, RequestState.VERIFIED, RequestHistory.EXTENDED);
      case CARRIED_OUT -> progress(right, RequestState.VERIFIED, RequestHistory.LETTER, done);
      case IN_PART ->
          progress(Right.ERASURE, RequestState.VERIFIED, "erased:partial", RequestHistory.LETTER);
      case ANSWERED -> progress(right, RequestState.VERIFIED, done, RequestHistory.LETTER);
      case HELD ->
          progress(Right.ERASURE, RequestState.VERIFIED, "erased:held", RequestHistory.LETTER);
      case REFUSED -> progress(right, RequestState.REFUSED, answered, RequestHistory.REFUSED);
      case CLOSED -> progress(right, RequestState.CLOSED, answered, done, RequestHistory.LETTER);
      case CLOSED_UNFINISHED ->
          progress(Right.ERASURE, RequestState.CLOSED, answered, "erased:held");
      case CLOSED_WITH ->
          progress(right, RequestState.CLOSED, answered, RequestHistory.CLOSED_WITH);
      case CLOSED_UNANSWERED ->
          progress(right, RequestState.CLOSED, new RequestEnd("no reply", false));
    };
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void theReadmeDrawsWhatIsAllowed(Stage stage) throws IOException {
    String row =
        Arrays.stream(Step.values())
            .map(step -> stage.allows(step) ? "✓" : "")
            .collect(Collectors.joining(" | ", "| " + stage.word() + " | ", " |"));
    assertThat(Files.readAllLines(Path.of("README.md")).stream())
        .filteredOn(line -> line.startsWith("| " + stage.word() + " |"))
        .containsExactly(row);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void aStepThatIsNotAllowedIsRefusedInOneLineWithThoseThatAre(Stage stage) {
    for (Right right : Right.values()) {
      Progress progress = in(stage, right);
      assertThat(progress.stage()).as("%s of %s", stage, right).isEqualTo(stage);
      for (Step step : Step.values()) {
        if (stage.allows(step)) {
          progress.refuseUnless(step);
        } else {
          assertThatThrownBy(() -> progress.refuseUnless(step))
              .isInstanceOf(Refusal.class)
              .hasMessageStartingWith("request 7 is " + stage.word() + ", which is no moment to ")
              .satisfies(refusal -> assertThat(((Refusal) refusal).lines()).hasSize(1))
              .satisfies(refusal -> namesWhatMayBeDone("" + refusal.getMessage(), progress));
        }
      }
    }
  }

  private static void namesWhatMayBeDone(String line, Progress progress) {
    List<String> commands = new ArrayList<>();
    for (Step step : progress.stage().legal()) {
      if (step != Step.CLOSE_WITH
          && (step != Step.LIFT || progress.request().right() == Right.RESTRICTION)) {
        commands.add(step.command(progress.request()));
      }
    }
    assertThat(line)
        .endsWith(
            commands.isEmpty()
                ? "nothing more is done with it: open a new one"
                : "what may be done: " + String.join(" | ", commands));
  }

  /** What is advised can be followed: the wrong turns that one took before. */
  @ParameterizedTest
  @EnumSource(Stage.class)
  void whatIsAdvisedIsAllowed(Stage stage) {
    for (Right right : Right.values()) {
      Step next = in(stage, right).next();
      assertThat(next == null || stage.allows(next)).as("%s: %s", stage, next).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, now: make sure who asks: jobs/request verify-identity 7",
    "SUSPENDED, now: write the letter: jobs/reply --request 7",
    "OPEN_EXTENDED, now: write the letter: jobs/reply --request 7",
    "VERIFIED, now: carry it out: jobs/subject-export --request 7",
    "CARRIED_OUT, now: write the letter: jobs/reply --request 7",
    "IN_PART, 'now: read the letter and send it, then carry it out: jobs/subject-erase --request 7'",
    "ANSWERED, 'now: read the letter and send it, then close it: jobs/request close 7 --outcome'",
    "HELD, 'now: read the letter and send it; leave it open, the nightly purge ends what is kept'",
    "REFUSED, now: write the letter: jobs/reply --request 7",
    "CLOSED_WITH, now: write the letter: jobs/reply --request 7",
    "CLOSED_UNFINISHED, now: nothing; the nightly purge ends what is kept",
    "CLOSED_UNANSWERED, now: nothing more is to be done"
  })
  void eachStageSaysWhatComesNext(Stage stage, String now) {
    assertThat(in(stage, Right.ACCESS).now()).startsWith(now);
  }

  /** What the command would ask for stands in the line that is to be typed. */
  @ParameterizedTest
  @CsvSource({
    "ERASURE, jobs/subject-erase --request 7",
    "RECTIFICATION, jobs/subject-rectify --request 7 --values FILE",
    "RESTRICTION, 'jobs/subject-restrict --request 7 --reason \"...\" --review-on DAY'"
  })
  void theLineToTypeIsWhole(Right right, String line) {
    assertThat(in(Stage.VERIFIED, right).now()).isEqualTo("now: carry it out: " + line);
  }

  @Test
  void onceTheLetterOfADoubtOrARefusalIsWrittenAnotherStepComes() {
    assertThat(
            progress(
                    Right.ACCESS,
                    RequestState.SUSPENDED,
                    RequestHistory.SUSPENDED,
                    RequestHistory.LETTER)
                .now())
        .isEqualTo(
            "now: read the letter and send it, then let the clock go on: jobs/request resume 7");
    assertThat(
            progress(
                    Right.ACCESS,
                    RequestState.REFUSED,
                    new RequestEnd("no", true),
                    RequestHistory.REFUSED,
                    RequestHistory.LETTER)
                .now())
        .isEqualTo("now: read the letter and send it; nothing more is to be done");
    assertThat(
            progress(
                    Right.ACCESS,
                    RequestState.VERIFIED,
                    RequestHistory.EXTENDED,
                    RequestHistory.LETTER)
                .next())
        .isEqualTo(Step.CARRY_OUT);
  }

  /** What is linked waits for the earlier request, whatever that comes to. */
  @ParameterizedTest
  @EnumSource(Stage.class)
  void aLinkedRequestEndsWithTheEarlierOneOrGoesItsOwnWay(Stage earlier) {
    boolean never = earlier == Stage.REFUSED || earlier == Stage.CLOSED_UNANSWERED;
    boolean answered =
        List.of(
                Stage.ANSWERED,
                Stage.HELD,
                Stage.CLOSED,
                Stage.CLOSED_UNFINISHED,
                Stage.CLOSED_WITH)
            .contains(earlier);
    for (Stage stage : Stage.values()) {
      Progress alone = in(stage, Right.ACCESS);
      Progress linked =
          new Progress(alone.request(), alone.events(), false, new Earlier(5, earlier));
      boolean now = stage == Stage.VERIFIED && !never;
      assertThat(linked.stage()).isEqualTo(stage);
      assertThat(linked.next()).as("%s", stage).isEqualTo(now ? Step.CLOSE_WITH : alone.next());
      assertThat(linked.now().contains("jobs/request close 7 --same-as 5")).isEqualTo(now);
      assertThat(linked.now().contains("answer request 5, which asks the same, and"))
          .isEqualTo(now && !answered);
      assertThat(String.join("\n", linked.others()).contains("carry it out"))
          .isEqualTo(stage.allows(Step.CARRY_OUT) && linked.next() != Step.CARRY_OUT);
      if (answered) {
        linked.refuseUnlessAnsweredBy(5);
      } else {
        assertThatThrownBy(() -> linked.refuseUnlessAnsweredBy(5))
            .hasMessage(
                "request 7 cannot be closed with request 5, which is "
                    + earlier.word()
                    + "; see jobs/request show 5");
      }
      assertThatThrownBy(() -> linked.refuseUnlessAnsweredBy(4))
          .hasMessageStartingWith("request 7 is not linked to request 4, but to request 5;");
      assertThatThrownBy(() -> alone.refuseUnlessAnsweredBy(5))
          .hasMessageStartingWith("request 7 is not linked to request 5;");
    }
  }

  /** A letter of yesterday does not answer what was carried out again today. */
  @Test
  void whatIsCarriedOutAgainIsAnsweredAgain() {
    assertThat(
            progress(
                    Right.ACCESS,
                    RequestState.VERIFIED,
                    Right.ACCESS.step(),
                    RequestHistory.LETTER,
                    Right.ACCESS.step())
                .stage())
        .isEqualTo(Stage.CARRIED_OUT);
  }
}
