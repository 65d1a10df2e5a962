package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Neighbourhood;
import fr.oubli.testing.Neighbourhood.Person;
import fr.oubli.testing.OubliProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectEraseIT {

  private final Company company = new Company();
  private final Desk desk = new Desk(company);

  @AfterEach
  void close() {
    company.close();
  }

  private SubjectErase erase() {
    return new SubjectErase(
        company.dataSource(),
        Company.policy(),
        Company.map(),
        new SubjectErase.Folders(company.recordings(), company.reports(), company.keys()),
        Desk.TODAY,
        "test-operator");
  }

  private Erased erased(Request request) {
    return erase().erase(request.id());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingOfAnErasedPersonIsFoundButInWhatTheReplyLists(long seed) {
    List<Person> people = new Neighbourhood(company, seed).people(12);
    for (Person person : people.subList(0, 3)) {
      Request request = desk.verified(Right.ERASURE, Identity.email(person.email()));
      Map<String, String> others = company.rowsOfOthers(request.id());
      Erased erased = erased(request);
      assertThat(erased.state()).as("%s", erased).isEqualTo(ErasureState.DONE);
      assertThat(erased.residues()).isEmpty();
      desk.register().identities().forget(request.id());
      // Where its letter goes is known until the request is closed.
      desk.register().steps().closeUnanswered(request.id(), "by hand", Desk.TODAY);

      assertThat(company.rowsOfOthers(request.id())).isEqualTo(others);
      List<String> kept = keptPlaces(erased);
      company
          .dump()
          .forEach(
              (table, rows) -> {
                if (!kept.contains(table)) {
                  assertThat(rows.toLowerCase(Locale.ROOT))
                      .as("%s, seed %d", table, seed)
                      .doesNotContain(
                          person.email(),
                          person.phone(),
                          person.phone().replace("+33", "0"),
                          person.name().toLowerCase(Locale.ROOT),
                          person.lastName().toLowerCase(Locale.ROOT));
                }
              });
      assertThat(company.recordings().resolve("calls/" + person.phone() + ".ogg")).doesNotExist();
    }
    assertThat(new LedgerVerification(company.dataSource()).verify(company.reports(), "").faults())
        .isEmpty();
  }

  /** Tables that the reply names as kept; the archive is one. */
  private static List<String> keptPlaces(Erased erased) {
    return erased.outcomes().stream()
        .filter(outcome -> outcome.kind() == Kind.KEPT || outcome.kind() == Kind.ARCHIVED)
        .map(
            outcome ->
                outcome.kind() == Kind.ARCHIVED
                    ? "oubli.archive"
                    : "public." + outcome.collection())
        .toList();
  }

  @Test
  void doingItTwiceChangesNothing() {
    Person person = new Neighbourhood(company, 7).people(3).get(0);
    Request request = desk.verified(Right.ERASURE, Identity.email(person.email()));
    erased(request);
    Map<String, String> rows = company.rows();
    String ledger = company.text("select count(*) from oubli.ledger_entry");
    Erased again = erased(request);
    assertThat(company.rows()).isEqualTo(rows);
    assertThat(company.text("select count(*) from oubli.ledger_entry")).isEqualTo(ledger);
    assertThat(again.state()).isEqualTo(ErasureState.DONE);
  }

  /** An erasure that something holds is done again each night, when the accounts may be gone. */
  @Test
  void aFriendsAddressOnThePersonsOrderTakesNothingOfTheFriend() {
    long jeanne = company.customer("jeanne@example.fr", "+33612345678");
    long friend = company.customer("claire@example.fr", "+33699999999");
    company.order(jeanne, "claire@example.fr");
    company.order(friend, null);
    company.order(null, "claire@example.fr");
    Request request = desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr"));
    assertThat(erased(request).state()).isEqualTo(ErasureState.DONE);
    company.order(null, "claire@example.fr");
    assertThat(erased(request).state()).isEqualTo(ErasureState.DONE);
    assertThat(company.text("select email from customers where id = " + friend))
        .isEqualTo("claire@example.fr");
    assertThat(company.count("orders where email = 'claire@example.fr'")).isEqualTo(2);
    assertThat(desk.register().identities().all(request.id()))
        .doesNotContain(Identity.email("claire@example.fr"));
    assertThat(
            new SuppressionList(
                    company.dataSource(), SuppressionKey.in(company.keys()), Company.policy())
                .of(Identity.email("claire@example.fr")))
        .isEmpty();
  }

  @Test
  void theReplySaysWhatIsKeptWithItsBasisAndItsEnd() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    long order = company.order(customer, null);
    company.invoice(customer, order, 1, "2025-05-07");
    company.insert(
        "consents", "customer_id", customer, "channel", "email", "granted_at", "2026-01-01");
    Erased erased = erased(desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr")));
    assertThat(line(erased, "invoices"))
        .isEqualTo(
            new CategoryOutcome(
                "invoices",
                Kind.ARCHIVED,
                1,
                "legal obligation (Code de commerce art. L123-22)",
                java.time.LocalDate.of(2035, 12, 31),
                "le service comptable seul"));
    assertThat(line(erased, "consents").kind()).isEqualTo(Kind.KEPT);
    assertThat(line(erased, "consents").until()).isEqualTo("2030-01-01");
    assertThat(line(erased, "customers").kind()).isEqualTo(Kind.ERASED);
  }

  private static CategoryOutcome line(Erased erased, String collection) {
    return erased.outcomes().stream()
        .filter(outcome -> outcome.collection().equals(collection))
        .findFirst()
        .orElseThrow(() -> new AssertionError(collection + " in " + erased));
  }

  /** Case 10. */
  @Test
  void anErasedProfileDoesNotComeBackFromBilling() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    long order = company.order(customer, "jeanne@example.fr");
    company.invoice(customer, order, 1, "2025-05-07");
    Request request = desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr"));
    erased(request);
    company.purge(Desk.TODAY);
    Map<String, String> rows = company.rows();
    Request later = desk.letter(Right.ACCESS, Identity.email("jeanne@example.fr"));
    assertThat(company.count("oubli.request_match where request = " + later.id())).isZero();
    assertThat(company.count("oubli.archive where collection = 'invoices'")).isEqualTo(1);
    assertThat(company.text("select email from customers where id = " + customer))
        .isEqualTo("erased-" + customer + "@invalid");
    erased(request);
    company.purge(Desk.TODAY.plusDays(1));
    assertThat(company.rows()).isEqualTo(rows);
  }

  @Test
  void aHoldStopsAnErasureThatTheNightFinishesAfterItsRelease() throws Exception {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.order(customer, "jeanne@example.fr");
    Request request = desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr"));
    HoldRegister holds = new HoldRegister(company.dataSource());
    long hold =
        holds.add(
            Scope.SUBJECT,
            "customers",
            "" + customer,
            "court case",
            "Legal",
            Desk.TODAY.plusDays(30),
            "test-operator");
    Erased stopped = erased(request);
    assertThat(stopped.state()).isEqualTo(ErasureState.HELD);
    assertThat(company.text("select email from customers where id = " + customer))
        .isEqualTo("jeanne@example.fr");
    desk.register().steps().closeUnanswered(request.id(), "kept for a case", Desk.TODAY);

    assertThat(company.nightlyPurge(Desk.TODAY).code()).isZero();
    assertThat(company.text("select email from customers where id = " + customer))
        .isEqualTo("jeanne@example.fr");
    holds.release(hold, "test-operator");
    var night = company.nightlyPurge(Desk.TODAY);
    assertThat(night.code()).as("%s", night.errors()).isZero();
    assertThat(night.output()).contains("erasure of request " + request.id() + " is done");
    assertThat(company.text("select email from customers where id = " + customer))
        .isEqualTo("erased-" + customer + "@invalid");
    assertThat(company.count("oubli.request_identity where request = " + request.id())).isZero();
  }

  @Test
  void anOpenRequestOfTheSamePersonIsAnsweredBeforeTheErasure() throws Exception {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    long other = company.customer("paul@example.fr", "+33611111111");
    company.jdbc().update("update customers set first_name = 'Paul' where id = ?", other);
    desk.letter(Right.ACCESS, Identity.email("paul@example.fr"));
    desk.letter(Right.OBJECTION, Identity.email("jeanne@example.fr"));
    Request access = desk.letter(Right.ACCESS, Identity.email("jeanne@example.fr"));
    Request restriction = desk.letter(Right.RESTRICTION, Identity.email("jeanne@example.fr"));
    Request request = desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr"));
    Map<String, String> rows = company.rows();

    assertThatThrownBy(() -> erased(request))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "request %1$d (access) is open on rows of this person: first jobs/subject-export --request %1$d and jobs/request close %1$d"
                .formatted(access.id()))
        .hasMessageContaining("jobs/subject-restrict --request " + restriction.id())
        .extracting(refusal -> ((Refusal) refusal).lines().size())
        .isEqualTo(2);
    assertThat(company.rows()).isEqualTo(rows);
    assertThat(company.count("oubli.ledger_entry")).isZero();
    assertThat(company.count("oubli.suppression")).isZero();

    desk.register().steps().closeUnanswered(restriction.id(), "withdrawn", Desk.TODAY);
    assertThat(command(request, "--despite-open-requests"))
        .contains("the erasure is held")
        .noneMatch(line -> line.contains("request close"));
    assertThat(company.text("select email from customers where id = " + customer))
        .isEqualTo("jeanne@example.fr");
    assertThat(erased(request).state()).isEqualTo(ErasureState.HELD);
    desk.register().steps().closeUnanswered(access.id(), "sent", Desk.TODAY);
    assertThat(erased(request).state()).isEqualTo(ErasureState.DONE);
  }

  private List<String> command(Request request, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("subject-erase", "--request"));
    arguments.addAll(List.of("" + request.id(), "--as-of", "" + Desk.TODAY));
    arguments.addAll(List.of("--replies", "" + company.folder().resolve("replies")));
    arguments.addAll(List.of("--reports", "" + company.reports()));
    arguments.addAll(List.of(more));
    OubliProcess process = company.command(arguments.toArray(String[]::new));
    process.finish(ExitCode.QUARANTINE);
    return process.output();
  }

  /** A trigger of theirs stops the change: the row is left, and found by its address and number. */
  @Test
  void whatIsLeftIsToldOnceAndTheRequestIsNotToBeClosed() throws Exception {
    company.customer("jeanne@example.fr", "+33612345678");
    company
        .jdbc()
        .execute(
            """
            create function stays() returns trigger language plpgsql as 'begin return null; end';
            create trigger stays before update on customers for each row execute function stays()""");
    Request request = desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr"));

    assertThat(command(request))
        .contains("the erasure is partial")
        .noneMatch(line -> line.contains("request close"))
        .filteredOn(line -> line.startsWith("customers "))
        .singleElement()
        .asString()
        .contains("left");
    assertThat(erased(request).outcomes())
        .filteredOn(outcome -> outcome.kind() == Kind.LEFT)
        .containsExactly(CategoryOutcome.of("customers", Kind.LEFT, 1));

    OubliProcess reply =
        company.command(
            "reply",
            "--request",
            "" + request.id(),
            "--replies",
            "" + company.folder().resolve("again"));
    reply.finish(ExitCode.DONE);
    assertThat(reply.output())
        .contains(
            "now: read the letter and send it, then carry it out: jobs/subject-erase --request "
                + request.id());
    company.jdbc().execute("update oubli.erasure set state = 'started'");
    assertThat(company.nightlyPurge(Desk.TODAY).output())
        .contains("look at it with: jobs/subject-erase --request " + request.id());
  }

  @Test
  void whatIsLeftElsewhereIsNamed() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    long other = company.customer("paul@example.fr", "+33611111111");
    company.insert(
        "messages",
        "customer_id",
        other,
        "channel",
        "mail",
        "body",
        "ma voisine JEANNE@example.fr aussi");
    company
        .jdbc()
        .execute(
            """
            create table export_copy (line jsonb, account text);
            insert into export_copy values
              ('{"tel": "06 12 34 56 78"}', '411612345678'), ('{"tel": "+33 (0)6.12.34.56.78"}', 'x'),
              ('{"tel": "0033612345678"}', '6123456789'), ('{"tel": "612345678"}', '10612345678')""");
    Erased erased = erased(desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr")));
    assertThat(erased.state()).isEqualTo(ErasureState.PARTIAL);
    assertThat(erased.residues())
        .containsExactly(
            new ResidueScan.Residue("messages", "public.messages.body", 1, false),
            new ResidueScan.Residue(null, "public.export_copy.line", 4, true));
    assertThat(company.text("select email from customers where id = " + customer))
        .startsWith("erased-");
  }

  /** Case 23, for an erasure: whoever opens the door has a right to that name alone. */
  @Test
  void aTenantIsErasedFromTheLandlordsOrder() {
    long landlord = company.customer("paul@example.fr", "+33611111111");
    long order = company.order(landlord, "paul@example.fr");
    company
        .jdbc()
        .update(
            "update orders set last_name = 'Durand', on_site_name = 'Jeanne Martin',"
                + " on_site_phone = '0612345678' where id = ?",
            order);
    Identity phone = Identity.phone("0612345678");
    Request request = desk.letter(Right.ERASURE, phone);
    new fr.oubli.rights.request.Matches(company.dataSource())
        .decide(request.id(), "orders:" + order, true);
    desk.search(request.id(), phone);
    new fr.oubli.rights.request.Matches(company.dataSource())
        .proposals(request.id())
        .forEach(
            row ->
                new fr.oubli.rights.request.Matches(company.dataSource())
                    .decide(request.id(), row.collection() + ":" + row.key(), false));
    desk.register().steps().verify(request.id(), "call back", Desk.TODAY);
    Erased erased = erased(request);
    assertThat(erased.state()).as("%s", erased).isEqualTo(ErasureState.DONE);
    assertThat(
            company.text(
                "select concat_ws('|', email, last_name, on_site_name, on_site_phone)"
                    + " from orders where id = "
                    + order))
        .isEqualTo("paul@example.fr|Durand");
    assertThat(company.text("select email from customers where id = " + landlord))
        .isEqualTo("paul@example.fr");
  }

  @Test
  void theListKnowsWhoWasErasedByAHashAlone() {
    company.customer("jeanne@example.fr", "+33612345678");
    erased(desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr")));
    SuppressionList list =
        new SuppressionList(
            company.dataSource(), SuppressionKey.in(company.keys()), Company.policy());
    assertThat(list.of(Identity.email(" Jeanne@Example.fr"))).hasSize(1);
    assertThat(list.of(Identity.phone("06 12 34 56 78"))).hasSize(1);
    assertThat(list.of(Identity.email("paul@example.fr"))).isEmpty();
    Path elsewhere = company.folder().resolve("elsewhere");
    assertThat(
            new SuppressionList(
                    company.dataSource(), SuppressionKey.in(elsewhere), Company.policy())
                .of(Identity.email("jeanne@example.fr")))
        .isEmpty();
  }

  @Test
  void whoIsNotCertainIsNotErased() {
    company.customer("jeanne@example.fr", "+33612345678");
    company.customer("paul@example.fr", "+33612345678");
    Request request = desk.letter(Right.ERASURE, Identity.email("jeanne@example.fr"));
    Map<String, String> rows = company.rows();
    assertThatThrownBy(() -> erased(request))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("jobs/request match " + request.id());
    assertThat(company.rows()).isEqualTo(rows);
    assertThat(Stream.of("erasure", "suppression", "ledger_entry").map(t -> "oubli." + t))
        .allSatisfy(table -> assertThat(company.count(table)).isZero());
  }

  @Test
  void anAccountThatAppearedMeanwhileIsFoundBeforeTheErasure() {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ERASURE, Identity.email("jeanne@example.fr"));
    long order = company.order(null, "jeanne@example.fr");
    assertThat(erased(request).state()).isEqualTo(ErasureState.DONE);
    assertThat(company.text("select email from orders where id = " + order)).isNull();
  }
}
