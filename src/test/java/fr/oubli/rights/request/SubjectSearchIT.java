package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubjectSearchIT {

  private final Company company = new Company();
  private final RequestRegister register =
      new RequestRegister(
          company.dataSource(), new Deadlines(new PublicHolidays(false)), "test-operator");
  private final SubjectRule subject = Objects.requireNonNull(Company.policy().subject());
  private final SubjectSearch search =
      new SubjectSearch(
          company.dataSource(),
          Company.map(),
          subject,
          new Phones("FR"),
          Catalog.read(company.dataSource(), Company.map()));

  @AfterEach
  void close() {
    company.close();
  }

  private long ask(Identity... identities) {
    Request request =
        register.open(
            new Letter(Right.ACCESS, "email", "person", LocalDate.of(2026, 11, 2), "all"),
            List.of(identities));
    search.search(request.id(), List.of(identities));
    return request.id();
  }

  private Set<String> found(long request, String state) {
    return new TreeSet<>(
        company
            .jdbc()
            .queryForList(
                "select collection || ':' || row_key from oubli.request_match"
                    + " where request = ? and state = ?",
                String.class,
                request,
                state));
  }

  @Test
  void anEmailFindsAccountsGuestOrdersAndAllThatRefersToThem() {
    long account = company.customer("Jeanne@Example.fr", "+33612345678");
    long order = company.order(account, null);
    long guest = company.order(null, "jeanne@example.fr ");
    long invoice = company.invoice(null, guest, 1, "2025-05-07");
    company.order(company.customer("other@example.fr", "+33699999999"), "other@example.fr");

    assertThat(found(ask(Identity.email("JEANNE@example.fr")), "confirmed"))
        .containsExactlyInAnyOrder(
            "customers:" + account,
            "orders:" + order,
            "orders:" + guest,
            "invoices:" + invoice,
            "invoice_lines:(" + invoice + ",1)");
  }

  @Test
  void anotherAddressOnThePersonsOrderProposesWhoeverHasIt() {
    long account = company.customer("jeanne@example.fr", "+33612345678");
    long other = company.customer("claire@example.fr", "+33699999999");
    long order = company.order(account, "claire@example.fr");
    long guest = company.order(null, "claire@example.fr");

    long request = ask(Identity.email("jeanne@example.fr"));

    assertThat(found(request, "confirmed"))
        .containsExactlyInAnyOrder("customers:" + account, "orders:" + order);
    assertThat(found(request, "proposed"))
        .containsExactlyInAnyOrder("customers:" + other, "orders:" + guest);
  }

  /** Case 12 of the field: two people of one household share a telephone. */
  @Test
  void aSharedPhoneProposesAndNeverAssumes() {
    long asking = company.customer("jeanne@example.fr", "06 12 34 56 78");
    long household = company.customer("paul@example.fr", "+33612345678");
    long call = company.recording(null, "0033612345678", "2026-10-01 10:00+02", "a.ogg");

    long request = ask(Identity.email("jeanne@example.fr"));

    assertThat(found(request, "confirmed")).containsExactly("customers:" + asking);
    assertThat(found(request, "proposed"))
        .containsExactlyInAnyOrder("customers:" + household, "recordings:" + call);
  }

  @Test
  void whatAPersonDecidedStaysAndBringsAlongWhatBelongsToIt() {
    company.customer("jeanne@example.fr", "+33612345678");
    long second = company.customer("jeanne.bis@example.fr", "+33612345678");
    long order = company.order(second, null);
    long call = company.recording(null, "+33612345678", "2026-10-01 10:00+02", "a.ogg");
    long request = ask(Identity.email("jeanne@example.fr"));

    new Matches(company.dataSource()).decide(request, "customers:" + second, true);
    new Matches(company.dataSource()).decide(request, "recordings:" + call, false);
    search.search(request, register.identities().all(request));

    assertThat(found(request, "confirmed")).contains("customers:" + second, "orders:" + order);
    assertThat(found(request, "rejected")).containsExactly("recordings:" + call);
    assertThat(found(request, "proposed")).isEmpty();
  }

  @Test
  void aTelephoneAloneFindsRequestsAndRecordingsOfNoAccount() {
    long letter =
        company.insert(
            "contact_requests",
            "channel",
            "phone",
            "phone",
            "06.12.34.56.78",
            "received_at",
            "2026-10-01 10:00+02");
    long call = company.recording(null, "+33 6 12 34 56 78", "2026-10-01 10:00+02", "a.ogg");

    assertThat(found(ask(Identity.phone("0612345678")), "proposed"))
        .containsExactlyInAnyOrder("contact_requests:" + letter, "recordings:" + call);
  }

  /** Case 23 of the field: the landlord pays, the tenant is on site. */
  @Test
  void aTenantIsProposedTheOrderThatSomebodyElsePaid() {
    long landlord = company.customer("landlord@example.fr", "+33611111111");
    long order = company.orderForTenant(landlord, "Zoé Locataire", "+33622222222");

    long request = ask(Identity.phone("06 22 22 22 22"));

    assertThat(found(request, "proposed")).containsExactly("orders:" + order);
    assertThat(found(request, "confirmed")).isEmpty();
  }

  @Test
  void aNameAndANumberFindRowsToo() {
    long account = company.customer("jeanne@example.fr", "+33612345678");

    assertThat(found(ask(Identity.name("martin  Jeanne")), "proposed"))
        .containsExactly("customers:" + account);
    assertThat(found(ask(new Identity("customers.id", "" + account)), "confirmed"))
        .containsExactly("customers:" + account);
  }

  @Test
  void aValueThatManyRowsCanHaveProposesEvenWhereOneHasIt() {
    long one = company.customer("jeanne@example.fr", "+33612345678");
    Identity name = new Identity("customers.last_name", "Martin");
    assertThat(found(ask(name), "proposed")).containsExactly("customers:" + one);

    long other = company.customer("autre@example.fr", "+33699999999");
    long request = ask(name);
    assertThat(found(request, "confirmed")).isEmpty();
    assertThat(found(request, "proposed"))
        .containsExactlyInAnyOrder("customers:" + one, "customers:" + other);
  }

  @Test
  void aUniqueColumnAndAnIdentityThatMakesOnePersonConfirm() {
    long call = company.recording(null, "+33612345678", "2026-10-01 10:00+02", "a.ogg");
    long order = company.order(null, "jeanne@example.fr");

    assertThat(found(ask(new Identity("recordings.file_path", "a.ogg")), "confirmed"))
        .containsExactly("recordings:" + call);
    assertThat(found(ask(new Identity("orders.email", "jeanne@example.fr")), "confirmed"))
        .containsExactly("orders:" + order);
  }

  @Test
  void aColumnThatIsUniqueAmongSomeRowsOnlyProposes() {
    company.customer("jeanne@example.fr", "+33612345678");
    company
        .jdbc()
        .execute("create unique index on customers (last_name) where city = 'Strasbourg'");
    SubjectSearch anew =
        new SubjectSearch(
            company.dataSource(),
            Company.map(),
            subject,
            new Phones("FR"),
            Catalog.read(company.dataSource(), Company.map()));
    Identity name = new Identity("customers.last_name", "Martin");
    long request = ask(name);
    anew.search(request, List.of(name));
    assertThat(found(request, "confirmed")).isEmpty();
  }
}
