package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.Explanation;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.report.Result;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stages follow the clocks of persons, and stand inside JSON columns and lists. */
class StagesOfPersonsIT {

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private PurgeOutcome night(String day) {
    PurgeOutcome outcome = base.purge(day);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.results()).allMatch(result -> result.unexplained() == 0);
    long entries = base.count("oubli.ledger_entry");
    assertThat(base.purge(day).code()).isEqualTo(ExitCode.DONE);
    assertThat(base.count("oubli.ledger_entry"))
        .as("a second run finds nothing")
        .isEqualTo(entries);
    assertThat(base.verifyLedger().faults()).isEmpty();
    return outcome;
  }

  private String rows(String select) {
    return base.text("select string_agg(row::text, ' ' order by row) from (" + select + ") row");
  }

  private static String told(List<Result> results) {
    return results.stream()
        .map(each -> each.action() + " " + each.due() + "/" + each.done() + "/" + each.held())
        .collect(Collectors.joining(", "));
  }

  private String explained(String day, String collection, String key) {
    Eligibilities eligibilities =
        new Eligibilities(base.policy(), base.map(), base.catalog(), LocalDate.parse(day));
    List<Explanation> all =
        new Explainer(base.policy(), eligibilities, base.dataSource()).explain(collection, key);
    return all.stream()
        .map(each -> each.action() + " " + each.verdict() + " " + each.dueOn())
        .collect(Collectors.joining(", "));
  }

  private static String rule(String name, String starts, String keep, String then) {
    return """
      %s:
        cites: section 4
        basis: consent
        starts: { %s }
        keep: { at-most: %s }
        then: { %s }
    """
        .formatted(name, starts, keep, then);
  }

  private static String policy(String subject, String masks, String... rules) {
    return "policy: stages\nlanguage: 2\nzone: Europe/Paris\n"
        + subject
        + "rules:\n"
        + String.join("", rules)
        + "anonymise: { "
        + masks
        + " }\nlimits: { share-of-collection: 100% }\n";
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
        policy(
            "subject: { collection: customers, same-person-by: [email] }\n",
            "user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' },"
                + " user.contact.phone_number: null_rewrite, user.name: null_rewrite",
            rule("phone", latest, "P1Y", "customers: { anonymise: [phone] }"),
            rule("email", latest, "P3Y", "customers: { anonymise: [email] }"),
            rule("all", latest, "P5Y", "customers: delete, orders: delete")));
  }

  /** The telephone of somebody who went away goes after a year, the e-mail after three. */
  @Test
  void stagesOnPersonsFollowTheClockOfThePerson() {
    persons();

    night("2021-01-02");
    assertThat(rows("select id, email, phone from customers"))
        .as("Léa's guest order of 2020 started the clock of both of her accounts")
        .isEqualTo("(1,lea@ex.fr,) (2,max@ex.fr,02) (3,lea@ex.fr,)");

    night("2023-01-02");
    assertThat(rows("select id, email, phone from customers"))
        .isEqualTo("(1,erased-1@invalid,) (2,max@ex.fr,) (3,erased-3@invalid,)");
    assertThat(explained("2023-01-02", "customers", "2"))
        .isEqualTo(
            "anonymise (phone) DONE 2021-12-02, anonymise (email) NOT_DUE 2023-12-02,"
                + " delete NOT_DUE 2025-12-02");

    night("2024-06-01");
    assertThat(rows("select id from customers"))
        .as("the order of 2020 counts although the address that tied it is masked")
        .isEqualTo("(1) (2) (3)");
    assertThat(rows("select id from orders")).isEqualTo("(1) (2) (3)");

    night("2025-01-02");
    assertThat(rows("select id from customers")).isEqualTo("(2)");
    assertThat(rows("select id from orders")).isEqualTo("(2)");
  }

  /** As above, where a guest's order alone says that the person was there later. */
  @Test
  void aGuestsOrderCountsAfterTheAddressOfTheAccountIsMasked() {
    persons();
    base.execute("delete from customers where id = 3");
    base.execute("update orders set email = null where id = 1");

    night("2023-01-02");
    assertThat(rows("select id, email, phone from customers"))
        .isEqualTo("(1,erased-1@invalid,) (2,max@ex.fr,)");

    night("2024-06-01");
    assertThat(rows("select id from customers")).isEqualTo("(1) (2)");
    assertThat(rows("select id from orders")).isEqualTo("(1) (2) (3)");
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
        policy(
            "",
            "user.behavior: null_rewrite, user.device.ip_address: null_rewrite,"
                + " user.contact.email: { strategy: string_rewrite, value: 'gone' }",
            rule(
                "address",
                "row: visits.seen_on",
                "P1Y",
                "visits: { anonymise: [payload.ip, payload.who.mail] }"),
            rule("lists", "row: visits.seen_on", "P2Y", "visits: { anonymise: [addresses] }"),
            rule("visit", "row: visits.seen_on", "P3Y", "visits: { anonymise: [payload] }")));

    assertThat(told(night("2022-01-03").results()))
        .isEqualTo(
            "anonymise (payload.ip, payload.who.mail) 1/1/0, anonymise (addresses) 0/0/0,"
                + " anonymise (payload) 0/0/0");
    assertThat(base.text("select payload::text from visits where id = 1"))
        .isEqualTo("{\"ip\": null, \"who\": {\"mail\": \"gone\"}, \"page\": \"/\"}");

    night("2023-01-03");
    assertThat(rows("select id, addresses from visits"))
        .isEqualTo("(1,\"{gone,gone}\") (2,{}) (3,)");
    night("2024-01-03");
    assertThat(rows("select id, payload from visits")).isEqualTo("(1,) (2,) (3,)");
    assertThat(base.ledger("visits"))
        .isEqualTo(
            "anonymise (payload.ip, payload.who.mail) {1} anonymise (addresses) {1}"
                + " anonymise (payload) {2,1}");
  }
}
