package fr.oubli.rights.ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.model.policy.RequestPeriods;
import fr.oubli.model.session.NightWork.Done;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.RefusalGround;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a request knows ends with its period, or with the erasure of its person. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndedRequestsIT {

  /** The last day on which a request that ended on the desk's day is known. */
  private static final LocalDate LAST = Desk.TODAY.plusYears(3);

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final RequestSteps steps = desk.register().steps();
  private int people;

  @AfterAll
  void close() {
    company.close();
  }

  private Done night(LocalDate day) {
    return new EndedRequests.Night(company.dataSource(), RequestPeriods.DEFAULT, day, "night")
        .end(company.folder().resolve("replies"), company.folder().resolve("bundles"));
  }

  private Identity somebody() {
    people++;
    return Identity.email("person" + people + "@example.fr");
  }

  private Request verified(Right right, Identity who) {
    Request request = desk.verified(right, who);
    return steps.verify(request.id(), "called 06 11 22 33 " + people, Desk.TODAY);
  }

  private Request closed(Right right, Identity who) {
    return steps.closeUnanswered(
        verified(right, who).id(), "told " + who.value() + " by telephone", Desk.TODAY);
  }

  /** All that the register holds of a request, but for its steps. */
  private String known(Request request) {
    return ""
        + company.text(
            "select concat_ws('; ', (select string_agg(value, ', ') from oubli.request_identity where request = r.id),"
                + " (select string_agg(words, ', ') from oubli.request_note where request = r.id),"
                + " identity_means, extension_reason, outcome) from oubli.request r where id = "
                + request.id());
  }

  @ParameterizedTest
  @EnumSource(Right.class)
  void whoAskedIsKnownUntilTheLastDayOfThePeriod(Right right) {
    Request request = closed(right, somebody());
    night(LAST);
    assertThat(known(request)).contains("@example.fr", "06 11 22 33");
    assertThat(night(LAST.plusDays(1)).lines())
        .contains("1 request is forgotten: who asked, and what was noted of it");
    assertThat(known(request)).isEmpty();
    assertThat(desk.register().history().of(request.id()))
        .extracting("step")
        .containsExactly(
            "opened", "identity verified", "identity verified", "closed without an answer");
    assertThat(night(LAST.plusDays(1)).lines()).isEmpty();
  }

  @Test
  void whatARequestStillNeedsStays() {
    Request open = verified(Right.ACCESS, somebody());
    Request going = closed(Right.ERASURE, somebody());
    company.jdbc().update("insert into oubli.erasure values (?, 'held')", going.id());
    Request restricted = closed(Right.RESTRICTION, somebody());
    company
        .jdbc()
        .update(
            "insert into oubli.hold (kind, scope, collection, row_key, reason, owner, review_on,"
                + " added_by, request) values ('restriction', 'row', 'orders', '1', 'asked', 'x',"
                + " '2030-01-01', 'x', ?)",
            restricted.id());
    night(LAST.plusYears(10));
    for (Request request : new Request[] {open, going, restricted}) {
      assertThat(known(request)).contains("@example.fr", "06 11 22 33");
    }
    company.jdbc().update("update oubli.erasure set state = 'done'");
    company
        .jdbc()
        .update(
            "update oubli.hold set released_at = '2027-01-01', released_by = 'x' where request = ?",
            restricted.id());
    night(LAST.plusYears(10));
    assertThat(known(going) + known(restricted)).isEmpty();
    assertThat(known(open)).contains("@example.fr");
    steps.closeUnanswered(open.id(), "over", Desk.TODAY);
    night(LAST.plusYears(10));
  }

  @Test
  void anErasureForgetsEarlierRequestsOfThePersonAtOnceAndNobodyElses() {
    Identity person = somebody();
    long account = company.customer(person.value(), "+33612345678");
    Request byAddress = closed(Right.ACCESS, person);
    Request byAccount =
        desk.verified(Right.PORTABILITY, new Identity("customers.id", "" + account));
    steps.closeUnanswered(byAccount.id(), "told Jeanne", Desk.TODAY);
    Request waiting = verified(Right.OBJECTION, person);
    Request refused = verified(Right.RECTIFICATION, person);
    steps.refuse(refused.id(), RefusalGround.UNFOUNDED, "asked ten times", Desk.TODAY);
    Identity neighbour = somebody();
    company.customer(neighbour.value(), "+33612345678");
    Request household = desk.verified(Right.ACCESS, neighbour, Identity.phone("+33612345678"));
    steps.closeUnanswered(household.id(), "told", Desk.TODAY);

    Request erasure = verified(Right.ERASURE, person);
    desk.erasure().erase(erasure.id());

    assertThat(known(byAddress) + known(byAccount)).isEmpty();
    assertThat(known(waiting)).contains(person.value());
    assertThat(known(refused)).contains("asked ten times").doesNotContain("@", "06 11 22 33");
    assertThat(known(household)).contains(neighbour.value(), "+33612345678");
    assertThat(known(erasure)).contains(person.value());

    // What waited is forgotten by the first night after its end, what proves a refusal in its time.
    steps.closeUnanswered(waiting.id(), "over", Desk.TODAY);
    night(Desk.TODAY.plusDays(1));
    assertThat(known(waiting)).isEmpty();
    assertThat(known(refused)).contains("asked ten times");
    night(LAST.plusDays(1));
    assertThat(known(refused)).isEmpty();
  }

  @Test
  void aForgottenRequestHasNoLetterMore() {
    Request request = closed(Right.ACCESS, somebody());
    night(LAST.plusDays(1));
    assertThatThrownBy(() -> desk.register().identities().refuseForgotten(request))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is over, and who made it is forgotten since 2029-11-24");
  }

  @Test
  void theReasonOfAReleasedHoldEndsToo() {
    company
        .jdbc()
        .update(
            "insert into oubli.hold (scope, collection, reason, owner, review_on, added_by,"
                + " released_at, released_by) values ('collection', 'cookies', 'complaint of Jeanne',"
                + " 'x', '2027-01-01', 'x', '2026-11-23', 'x')");
    night(LAST);
    assertThat(company.count("oubli.hold where reason = 'complaint of Jeanne'")).isEqualTo(1);
    night(LAST.plusDays(2));
    assertThat(company.count("oubli.hold where reason = 'complaint of Jeanne'")).isZero();
  }
}
