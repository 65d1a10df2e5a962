package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.testing.Company;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class RequestRegisterIT {

  private static final LocalDate RECEIVED = LocalDate.of(2027, 1, 31);

  private final Company company = new Company();
  private final RequestRegister register =
      new RequestRegister(company.dataSource(), new Deadlines(new PublicHolidays(false)), "marie");
  private final long id =
      register
          .open(
              new Letter(Right.ACCESS, "post", "heir", RECEIVED, "all"),
              List.of(Identity.email("a@example.fr")))
          .id();

  @AfterEach
  void close() {
    company.close();
  }

  private static void refused(ThrowingCallable step, String line) {
    assertThatThrownBy(step).isInstanceOf(Refusal.class).hasMessageContaining(line);
  }

  @Test
  void itIsToBeAnsweredWithinAMonthAndThreeWhenExtended() {
    assertThat(register.get(id).deadline()).isEqualTo("2027-03-01");

    Request extended =
        register.steps().extend(id, "twelve requests at once", LocalDate.of(2027, 3, 1));

    assertThat(extended.deadline()).isEqualTo("2027-04-30");
    refused(
        () -> register.steps().extend(id, "again", LocalDate.of(2027, 3, 1)),
        "is open and extended, which is no moment to extend");
  }

  @Test
  void anExtensionAfterTheFirstMonthIsRefused() {
    refused(
        () -> register.steps().extend(id, "too late", LocalDate.of(2027, 3, 2)),
        "could be extended until 2027-03-01");
    assertThat(register.get(id).deadline()).isEqualTo("2027-03-01");
  }

  @Test
  void aDoubtStopsTheClockUntilItIsLifted() {
    register.steps().suspend(id, "two people of that name", LocalDate.of(2027, 2, 2));
    assertThat(register.get(id).late(LocalDate.of(2027, 6, 1))).isFalse();
    refused(() -> register.toCarryOut(id, Right.ACCESS), "is suspended");

    Request resumed = register.steps().resume(id, LocalDate.of(2027, 2, 12));

    assertThat(resumed.deadline()).isEqualTo("2027-03-10");
    assertThat(resumed.late(LocalDate.of(2027, 3, 10))).isFalse();
    assertThat(resumed.late(LocalDate.of(2027, 3, 11))).isTrue();
  }

  @Test
  void nothingIsCarriedOutBeforeTheIdentityIsVerifiedNorAfterTheEnd() {
    refused(
        () -> register.toCarryOut(id, Right.ACCESS),
        "is open, which is no moment to run jobs/subject-export");
    register.steps().verify(id, "call back", LocalDate.of(2027, 2, 3));
    assertThat(register.toCarryOut(id, Right.ACCESS).state()).isEqualTo(RequestState.VERIFIED);
    refused(() -> register.toCarryOut(id, Right.ERASURE), "is of access");

    register.steps().closeUnanswered(id, "sent", LocalDate.of(2027, 2, 4));

    refused(() -> register.toCarryOut(id, Right.ACCESS), "is closed without an answer");
    refused(
        () -> register.steps().refuse(id, RefusalGround.EXCESSIVE, "no", LocalDate.of(2027, 2, 5)),
        "is closed without an answer");
    refused(() -> register.get(99), "no request 99");
  }

  @Test
  void everyStepHasItsOperatorAndTheHistoryCannotBeChanged() {
    register.steps().verify(id, "call back", LocalDate.of(2027, 2, 3));
    register.steps().refuse(id, RefusalGround.EXCESSIVE, "20 letters", LocalDate.of(2027, 2, 4));

    assertThat(register.history().of(id))
        .extracting(RequestHistory.Event::step)
        .containsExactly("opened", "identity verified", "refused");
    assertThat(register.history().of(id)).allMatch(event -> event.operator().equals("marie"));
    for (String change :
        List.of(
            "update oubli.request_event set operator = 'x'",
            "delete from oubli.request_event",
            "truncate oubli.request_event")) {
      assertThatThrownBy(() -> company.jdbc().execute(change))
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void aStepThatTheStateDoesNotAllowChangesNothing() {
    refused(() -> register.steps().resume(id, RECEIVED), "is open, which is no moment to resume");
    refused(
        () -> register.steps().suspend(id, "doubt", RECEIVED.minusDays(1)),
        "cannot be older than the request");
    assertThat(register.history().of(id)).hasSize(1);
  }

  @Test
  void identitiesAreAddedUntilTheEndAndTheirValuesStayOutOfTheHistory() {
    register
        .steps()
        .learn(id, List.of(Identity.email("b@example.fr"), Identity.phone("0612345678")));
    assertThat(register.identities().all(id)).extracting(Identity::value).contains("b@example.fr");
    assertThat(register.history().of(id).get(1).note()).isEqualTo("email, phone_number");

    register.steps().closeUnanswered(id, "sent", LocalDate.of(2027, 2, 4));
    refused(
        () -> register.steps().learn(id, List.of(Identity.name("A B"))),
        "is closed without an answer");
  }
}
