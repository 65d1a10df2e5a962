package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.Explanation;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.schema.gate.PeriodsInData;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Periods that a person's own row says, or a row above it, for clocks that are the person's. */
class PeriodsOfPersonsIT {

  private static final String TODAY = "2026-11-27";
  private static final String BY_COUNTRY =
      "{ by: customers.country, FR: P3Y, DE: P10Y, else: refused }";

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  @BeforeEach
  void shop() {
    base.tables(
        """
        create table groups (id bigint primary key, months int);
        create table agencies (id bigint primary key, group_id bigint references groups);
        create table customers (id bigint primary key, agency_id bigint references agencies,
          email text not null, country text not null);
        create table orders (id bigint primary key, customer_id bigint references customers,
          email text, ordered_at timestamptz not null);
        create table messages (id bigint primary key, order_id bigint references orders);
        create index on agencies (group_id);
        create index on customers (agency_id);
        create index on customers (lower(btrim(email)));
        create index on orders (customer_id);
        create index on messages (order_id);
        insert into groups values (1, 6), (2, 120);
        insert into agencies values (1, 1), (2, 2);
        insert into customers values (1, 1, 'fr@exemple.fr', 'FR'), (2, 2, 'de@exemple.de', 'DE');
        insert into orders values (1, 1, null, '2020-01-01'), (2, 2, null, '2020-01-01');
        insert into messages values (1, 1), (2, 2);
        """);
    base.map(
        new ShortMap()
            .collection("groups", "id !", "months")
            .collection("agencies", "id !", "group_id >groups.id")
            .collection(
                "customers",
                "id !",
                "agency_id >agencies.id",
                "email @email #user.contact.email",
                "country")
            .collection(
                "orders",
                "id !",
                "customer_id >customers.id",
                "email @email #user.contact.email",
                "ordered_at")
            .collection("messages", "id !", "order_id >orders.id")
            .toString());
    policy("at-most: " + BY_COUNTRY, "");
  }

  private void policy(String keep, String before) {
    base.policy(
        """
        policy: shop
        zone: Europe/Paris
        subject: { collection: customers, same-person-by: [email] }
        rules:
        %s  clients:
            cites: after the last order
            basis: contract
            starts: { latest: [orders.ordered_at], per: subject }
            keep: { %s }
            then: { messages: delete, orders: delete, customers: delete }
        limits: { share-of-collection: 100%% }
        """
            .formatted(before, keep));
  }

  private void night(String day) {
    PurgeOutcome outcome = base.purge(day);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
  }

  private String left() {
    return base.text(
        """
        select (select coalesce(string_agg(id::text, ' ' order by id), '-') from customers) || ' / '
          || (select coalesce(string_agg(id::text, ' ' order by id), '-') from orders) || ' / '
          || (select coalesce(string_agg(id::text, ' ' order by id), '-') from messages)""");
  }

  private Explanation explained(String collection, String key) {
    Policy read = PeriodsInData.read(base.dataSource(), base.catalog(), base.map(), base.policy());
    Eligibilities all = new Eligibilities(read, base.map(), base.catalog(), LocalDate.parse(TODAY));
    return new Explainer(read, all, base.dataSource()).explain(collection, key).get(0);
  }

  /** Case 18, in one rule. */
  @Test
  void eachCountrysCustomersGoWithAllThatIsTheirsByTheirOwnPeriod() {
    night(TODAY);

    assertThat(left()).isEqualTo("2 / 2 / 2");
    assertThat(explained("messages", "2").dueOn()).isEqualTo(LocalDate.of(2030, 1, 2));
  }

  @Test
  void aPeriodTwoReferencesAboveThePersonIsThePersonsWithAllThatIsTheirs() {
    policy("at-most: { months: groups.months }", "");

    night(TODAY);

    assertThat(left()).isEqualTo("2 / 2 / 2");
    assertThat(explained("orders", "2").remark())
        .isEqualTo("after the last order (P10Y, as groups.months is 120)");
    base.execute("update groups set months = 3 where id = 2");
    night(TODAY);
    assertThat(left()).isEqualTo("- / - / -");
  }

  /** A promise of three years is kept although the other account's is of ten. */
  @Test
  void ofAPersonWithTwoAccountsTheStrictestPeriodCounts() {
    base.execute(
        "insert into customers values (3, 1, 'DE@exemple.de', 'FR');"
            + "insert into orders values (3, null, 'de@exemple.de', '2020-01-01')");
    assertThat(explained("orders", "3").rule()).isEqualTo("clients (FR)");

    night(TODAY);

    assertThat(left()).isEqualTo("- / - / -");
  }

  /** A duty of ten years keeps what a promise of one year would end. */
  @Test
  void ofAMinimumTheLongestPeriodOfTwoAccountsKeeps() {
    base.execute("insert into customers values (3, 1, 'de@exemple.de', 'FR')");
    policy(
        "at-least: " + BY_COUNTRY,
        """
          short:
            cites: one year
            basis: contract
            starts: { row: orders.ordered_at }
            keep: { at-most: P1Y }
            then: { messages: delete, orders: delete }
        """
            .indent(0));

    night(TODAY);

    // The French customer's three years are over. The other one's ten are not, whatever the twin's.
    assertThat(left()).isEqualTo("2 3 / 2 / 2");
    assertThat(explained("orders", "2").keptBy()).containsExactly("clients (DE)");
  }

  @Test
  void whatIsRememberedOfAPersonCountsForTheNextPeriodToo() {
    base.execute("update orders set ordered_at = '2024-01-01'");
    policy(
        "at-most: " + BY_COUNTRY,
        """
          short:
            cites: one year
            basis: contract
            starts: { row: orders.ordered_at }
            keep: { at-most: P1Y }
            then: { messages: delete, orders: delete }
        """
            .indent(0));
    night(TODAY);
    assertThat(left()).isEqualTo("1 2 / - / -");
    assertThat(
            base.text(
                "select string_agg(rule || ' ' || subject_key || ' ' || last_day, ', '"
                    + " order by subject_key) from oubli.departed_event"))
        .isEqualTo("clients 1 2024-01-01, clients 2 2024-01-01");

    base.execute("update customers set country = case country when 'FR' then 'DE' else 'FR' end");
    night("2027-01-01");
    assertThat(left()).isEqualTo("1 2 / - / -");
    night("2027-01-02");
    assertThat(left()).isEqualTo("1 / - / -");
    night("2034-01-02");
    assertThat(left()).isEqualTo("- / - / -");
  }

  @Test
  void aGuestOfNobodyHasNoPeriodStaysAndIsCounted() {
    base.execute("insert into orders values (3, null, 'guest@exemple.fr', '2010-01-01')");

    PurgeOutcome outcome = base.dryRun(TODAY);

    assertThat(String.join("\n", outcome.remarks()))
        .contains("clients: 'keep' leaves out 1 row of orders, all of no row that it asks")
        .doesNotContain("leaves out 2");
    night(TODAY);
    assertThat(left()).isEqualTo("2 / 2 3 / 2");
  }

  @Test
  void aMaskThatWouldRewriteTheColumnIsRefused() {
    base.policy(
        base.policyText().replace("customers: delete }", "customers: anonymise }")
            + "anonymise: { customers.country: null_rewrite, user.contact.email: preserve }\n");

    assertThat(base.problems())
        .contains(
            base.policyFile()
                + ":12: the mask would rewrite customers.country, by which 'clients' tells which"
                + " rows of 'messages', 'orders' and 'customers' it bears on; add"
                + " customers.country: preserve");
  }
}
