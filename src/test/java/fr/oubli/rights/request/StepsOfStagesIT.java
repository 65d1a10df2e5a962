package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The register takes the steps that the table allows, and of the others changes nothing. */
class StepsOfStagesIT {

  /** In these stands nothing but an erasure; the test without a server tries their steps. */
  private static final Set<Stage> ERASURES =
      EnumSet.of(Stage.IN_PART, Stage.HELD, Stage.CLOSED_UNFINISHED);

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final RequestSteps steps = desk.register().steps();

  @AfterEach
  void close() {
    company.close();
  }

  /** What each step is in the register; those that are jobs of their own ask its table. */
  private Map<Step, Runnable> tries(long id) {
    Map<Step, Runnable> tries = new EnumMap<>(Step.class);
    tries.put(Step.MATCH, () -> steps.learn(id, List.of(Identity.name("A B"))));
    tries.put(Step.VERIFY, () -> steps.verify(id, "call back", Desk.TODAY));
    tries.put(Step.SUSPEND, () -> steps.suspend(id, "doubt", Desk.TODAY));
    tries.put(Step.RESUME, () -> steps.resume(id, Desk.TODAY));
    tries.put(Step.EXTEND, () -> steps.extend(id, "many", Desk.TODAY));
    tries.put(Step.CARRY_OUT, () -> desk.register().toCarryOut(id, Right.ACCESS));
    tries.put(Step.REPLY, () -> desk.register().progress(id).refuseUnless(Step.REPLY));
    tries.put(Step.REFUSE, () -> steps.refuse(id, RefusalGround.IDENTITY, "no", Desk.TODAY));
    tries.put(Step.CLOSE, () -> steps.close(id, "sent", Desk.TODAY));
    tries.put(Step.CLOSE_WITH, () -> steps.closeWith(id, earlier(id), Desk.TODAY));
    tries.put(Step.CLOSE_UNANSWERED, () -> steps.closeUnanswered(id, "moved", Desk.TODAY));
    tries.put(Step.LIFT, () -> desk.register().progress(id).refuseUnless(Step.LIFT));
    return tries;
  }

  /** An answered request to which the one is linked. */
  private long earlier(long id) {
    return Long.parseLong(
        "" + company.text("select coalesce(same_as, 0) from oubli.request where id = " + id));
  }

  private long in(Stage stage) {
    long first = desk.letter(Right.ACCESS, Identity.email("jeanne@example.fr")).id();
    desk.register().history().note(first, RequestHistory.CLOSED_WITH, "request 0");
    company
        .jdbc()
        .update(
            "update oubli.request set state = 'closed', ended_on = received_on where id = ?",
            first);
    long id = desk.letter(Right.ACCESS, Identity.email("jeanne@example.fr")).id();
    RequestHistory history = desk.register().history();
    switch (stage) {
      case OPEN -> {}
      case OPEN_EXTENDED -> steps.extend(id, "many", Desk.TODAY);
      case SUSPENDED -> steps.suspend(id, "doubt", Desk.TODAY);
      case REFUSED -> steps.refuse(id, RefusalGround.IDENTITY, "no", Desk.TODAY);
      case CLOSED_WITH -> {
        link(id, first);
        steps.verify(id, "call back", Desk.TODAY);
        steps.closeWith(id, first, Desk.TODAY);
      }
      case CLOSED_UNANSWERED -> steps.closeUnanswered(id, "moved", Desk.TODAY);
      default -> {
        steps.verify(id, "call back", Desk.TODAY);
        if (stage == Stage.VERIFIED_EXTENDED) {
          steps.extend(id, "many", Desk.TODAY);
        } else if (stage != Stage.VERIFIED) {
          history.note(id, Right.ACCESS.step(), "access.zip");
        }
        if (stage == Stage.ANSWERED || stage == Stage.CLOSED) {
          history.note(id, RequestHistory.LETTER, "letter");
        }
        if (stage == Stage.CLOSED) {
          steps.close(id, "sent", Desk.TODAY);
        }
      }
    }
    link(id, first);
    return id;
  }

  private void link(long later, long earlier) {
    company.jdbc().update("update oubli.request set same_as = ? where id = ?", earlier, later);
  }

  @Test
  void everyStepThatTheStageDoesNotAllowIsRefusedAndChangesNothing() {
    for (Stage stage : Stage.values()) {
      if (ERASURES.contains(stage)) {
        continue;
      }
      long id = in(stage);
      assertThat(desk.register().progress(id).stage()).isEqualTo(stage);
      tries(id)
          .forEach(
              (step, run) -> {
                if (!stage.allows(step)) {
                  String before = stored(id);
                  assertThatThrownBy(run::run)
                      .as("%s in %s", step, stage)
                      .isInstanceOf(Refusal.class);
                  assertThat(stored(id)).isEqualTo(before);
                }
              });
      for (Step step : stage.legal()) {
        Objects.requireNonNull(tries(in(stage)).get(step)).run();
      }
    }
  }

  private String stored(long id) {
    return ""
        + company.text(
            "select r::text || (select count(*) from oubli.request_event where request = r.id)"
                + " from oubli.request r where id = "
                + id);
  }

  @Test
  void whoGotNoAnswerIsCountedAsSuch() {
    long id = in(Stage.SUSPENDED);
    steps.closeUnanswered(id, "never wrote again", Desk.TODAY);
    assertThat(desk.register().get(id).answered()).isFalse();
    assertThat(company.text("select without_answer from oubli.request where id = " + id))
        .isEqualTo("true");
    assertThat(desk.register().history().lastNote(id, "closed without an answer"))
        .isEqualTo("never wrote again");
  }
}
