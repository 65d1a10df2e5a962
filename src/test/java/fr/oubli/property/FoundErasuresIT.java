package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.erasure.SubjectErase;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Deadlines;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.PublicHolidays;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectSearch;
import fr.oubli.schema.catalog.Catalog;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What random schemas found of erasures. */
class FoundErasuresIT extends Found {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private static final String PEOPLE_AND_ORDERS =
      """
      - name: people
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
      - name: orders
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: person, data_categories: [user.unique_id], fides_meta: { references: [{ dataset: d, field: people.id }] } }
          - { name: status }
          - { name: at }
      """;

  private static final String CLOSED_ORDERS_GO =
      """
      policy: found
      zone: Europe/Paris
      subject: { collection: people, same-person-by: [email] }
      rules:
        orders:
          cites: section 4
          basis: contract
          starts: { latest: [orders.at], per: subject }
          keep: { at-most: P1Y }
          only: { orders.status: [closed] }
          then: { people: delete, orders: delete }
      """;

  private Erased erased(DataMap map, Policy policy) {
    RequestRegister register =
        new RequestRegister(
            database.dataSource(), new Deadlines(new PublicHolidays(false)), "test-operator");
    List<Identity> who = List.of(Identity.email("a@example.fr"));
    long request =
        register.open(new Letter(Right.ERASURE, "email", "person", DAY, "all"), who).id();
    new SubjectSearch(
            database.dataSource(),
            map,
            Objects.requireNonNull(policy.subject()),
            new Phones("FR"),
            Catalog.read(database.dataSource(), map))
        .search(request, who);
    register.steps().verify(request, "call back", DAY);
    return new SubjectErase(
            database.dataSource(),
            policy,
            map,
            new SubjectErase.Folders(database.recordings(), database.reports(), database.keys()),
            DAY,
            "test-operator")
        .erase(request);
  }

  private void peopleAndOrders() {
    tables(
        """
        create table people (id int primary key, email text);
        create table orders (id int primary key, person int references people, status text, at date);
        insert into people values (1, 'a@example.fr');
        insert into orders values (11, 1, 'closed', '2020-01-01'), (12, 1, 'open', '2020-01-01');
        """);
  }

  @Test
  void aRowThatTheFiltersOfAllRulesLeaveOutIsNoSilentRemainder() throws IOException {
    peopleAndOrders();
    DataMap map = map(PEOPLE_AND_ORDERS);
    Policy policy = policy(CLOSED_ORDERS_GO);

    assertThatThrownBy(() -> erased(map, policy))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "no rule of the policy says what becomes of 1 rows of orders, left out by its filters;"
                + " write one");
    assertThat(database.count("orders")).isEqualTo(2);
  }

  @Test
  void aRowThatAFilterLeavesOutAndADutyKeepsIsInTheReply() throws IOException {
    peopleAndOrders();

    Erased erased =
        erased(
            map(PEOPLE_AND_ORDERS),
            policy(
                CLOSED_ORDERS_GO
                    + """
                      proof:
                        cites: section 5
                        basis: law
                        starts: { row: orders.at }
                        keep: { at-least: P10Y }
                        only: { orders.status: [open] }
                        then: { orders: delete }
                    """));

    assertThat(erased.outcomes())
        .extracting(
            CategoryOutcome::collection,
            CategoryOutcome::kind,
            CategoryOutcome::rows,
            CategoryOutcome::until)
        .contains(
            tuple("orders", Kind.ERASED, 1L, null),
            tuple("orders", Kind.KEPT, 1L, LocalDate.of(2030, 1, 1)));
  }
}
