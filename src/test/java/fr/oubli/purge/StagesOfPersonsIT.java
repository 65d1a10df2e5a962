package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import fr.oubli.testing.ShortPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stages follow the clocks of persons, and stand inside JSON columns and lists. */
class StagesOfPersonsIT {

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void persons() {
    base.tables(
        """
        create table customers (id bigint primary key, email text, phone text, name text);
        create table orders (id bigint primary key, customer_id bigint references customers,
          email text, ordered_at date not null);
        create index on orders (customer_id);
        insert into customers values (1, 'lea@ex.fr', '01', 'Léa'), (2, 'max@ex.fr', '02', 'Max'),
          (3, 'lea@ex.fr', '03', 'Léa bis');
        insert into orders values (1, 1, 'lea@ex.fr', '2018-06-01'), (2, 2, null, '2020-12-01'),
          (3, null, 'lea@ex.fr', '2020-01-01')""");
    base.map(
        new ShortMap()
            .collection(
                "customers",
                "id !",
                "email @email #user.contact.email",
                "phone #user.contact.phone_number",
                "name #user.name")
            .collection(
                "orders",
                "id !",
                "customer_id >customers.id",
                "email @email #user.contact.email",
                "ordered_at")
            .toString());
    String latest = "latest: [orders.ordered_at], per: subject";
    base.policy(
        ShortPolicy.of(
            "subject: { collection: customers, same-person-by: [email] }\n",
            "user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' },"
                + " user.contact.phone_number: null_rewrite, user.name: null_rewrite",
            ShortPolicy.rule("phone", latest, "P1Y", "customers: { anonymise: [phone] }"),
            ShortPolicy.rule("email", latest, "P3Y", "customers: { anonymise: [email] }"),
            ShortPolicy.rule("all", latest, "P5Y", "customers: delete, orders: delete")));
  }

  /** The telephone of somebody who went away goes after a year, the e-mail after three. */
  @Test
  void stagesOnPersonsFollowTheClockOfThePerson() {
    persons();

    base.done("2021-01-02");
    assertThat(base.rows("select id, email, phone from customers"))
        .as("Léa's guest order of 2020 started the clock of both of her accounts")
        .isEqualTo("(1,lea@ex.fr,) (2,max@ex.fr,02) (3,lea@ex.fr,)");

    base.done("2023-01-02");
    assertThat(base.rows("select id, email, phone from customers"))
        .isEqualTo("(1,erased-1@invalid,) (2,max@ex.fr,) (3,erased-3@invalid,)");
    assertThat(base.verdicts("2023-01-02", "customers", "2"))
        .isEqualTo(
            "anonymise (phone) DONE 2021-12-02, anonymise (email) NOT_DUE 2023-12-02,"
                + " delete NOT_DUE 2025-12-02");

    base.done("2024-06-01");
    assertThat(base.rows("select id from customers"))
        .as("the order of 2020 counts although the address that tied it is masked")
        .isEqualTo("(1) (2) (3)");
    assertThat(base.rows("select id from orders")).isEqualTo("(1) (2) (3)");

    base.done("2025-01-02");
    assertThat(base.rows("select id from customers")).isEqualTo("(2)");
    assertThat(base.rows("select id from orders")).isEqualTo("(2)");
  }

  /** As above, where a guest's order alone says that the person was there later. */
  @Test
  void aGuestsOrderCountsAfterTheAddressOfTheAccountIsMasked() {
    persons();
    base.execute("delete from customers where id = 3");
    base.execute("update orders set email = null where id = 1");

    base.done("2023-01-02");
    assertThat(base.rows("select id, email, phone from customers"))
        .isEqualTo("(1,erased-1@invalid,) (2,max@ex.fr,)");

    base.done("2024-06-01");
    assertThat(base.rows("select id from customers")).isEqualTo("(1) (2)");
    assertThat(base.rows("select id from orders")).isEqualTo("(1) (2) (3)");
  }

  /** Stages stand inside a JSON column and on a list; the whole column goes last. */
  @Test
  void aStageMasksWhatStandsInJsonAndInLists() {
    base.tables(
        """
        create table visits (id bigint primary key, payload jsonb, addresses text[], seen_on date);
        insert into visits values
          (1, '{"ip": "192.0.2.1", "page": "/", "who": {"mail": "a@ex.fr"}}', '{a@ex.fr,b@ex.fr}',
            '2021-01-02'),
          (2, '{"page": "/"}', '{}', '2021-01-02'),
          (3, null, null, '2021-01-02')""");
    base.map(
        """
        dataset:
          - fides_key: d
            collections:
              - name: visits
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - name: payload
                    data_categories: [user.behavior]
                    fields:
                      - { name: ip, data_categories: [user.device.ip_address] }
                      - { name: page }
                      - name: who
                        fields:
                          - { name: mail, data_categories: [user.contact.email] }
                  - { name: addresses, data_categories: [user.contact.email] }
                  - { name: seen_on }
        """);
    base.policy(
        ShortPolicy.of(
            "",
            "user.behavior: null_rewrite, user.device.ip_address: null_rewrite,"
                + " user.contact.email: { strategy: string_rewrite, value: 'gone' }",
            ShortPolicy.rule(
                "address",
                "row: visits.seen_on",
                "P1Y",
                "visits: { anonymise: [payload.ip, payload.who.mail] }"),
            ShortPolicy.rule(
                "lists", "row: visits.seen_on", "P2Y", "visits: { anonymise: [addresses] }"),
            ShortPolicy.rule(
                "visit", "row: visits.seen_on", "P3Y", "visits: { anonymise: [payload] }")));

    assertThat(Foreign.told(base.done("2022-01-03").results()))
        .isEqualTo(
            "anonymise (payload.ip, payload.who.mail) 1/1/0, anonymise (addresses) 0/0/0,"
                + " anonymise (payload) 0/0/0");
    assertThat(base.text("select payload::text from visits where id = 1"))
        .isEqualTo("{\"ip\": null, \"who\": {\"mail\": \"gone\"}, \"page\": \"/\"}");

    base.done("2023-01-03");
    assertThat(base.rows("select id, addresses from visits"))
        .isEqualTo("(1,\"{gone,gone}\") (2,{}) (3,)");
    base.done("2024-01-03");
    assertThat(base.rows("select id, payload from visits")).isEqualTo("(1,) (2,) (3,)");
    assertThat(base.ledger("visits"))
        .isEqualTo(
            "anonymise (payload.ip, payload.who.mail) {1} anonymise (addresses) {1}"
                + " anonymise (payload) {2,1}");
  }
}
