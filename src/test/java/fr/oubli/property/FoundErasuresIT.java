package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Cases in which an erasure broke a law once. */
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
      language: 2
      zone: Europe/Paris
      subject: { collection: people, same-person-by: [email] }
      rules:
        orders:
          cites: section 4
          basis: contract
          starts: { latest: [orders.at], per: subject }
          keep: { at-most: P1Y }
          only: { orders.status: [closed] }
          then: { orders: delete }
        people:
          cites: section 4
          basis: contract
          starts: { latest: [orders.at], per: subject }
          keep: { at-most: P1Y }
          then: { people: delete }
      """;

  private Erased erased(DataMap map, Policy policy) {
    Desk desk = new Desk(database, policy, map, DAY);
    Request request = desk.verified(Right.ERASURE, Identity.email("a@example.fr"));
    return desk.erasure().erase(request.id());
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
