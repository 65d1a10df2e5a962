package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A condition on a row bears on what belongs to the row: along references, and to its person. */
class ConditionsIT {

  private static final String TODAY = "2026-11-27";
  private static final String SHOP =
      """
      create table customers (id bigint primary key, email text not null, country text, vip boolean);
      create table orders (id bigint primary key, customer_id bigint references customers,
        email text, ordered_at timestamptz not null, paid_on date, amount numeric(10,2));
      create table messages (id bigint primary key, order_id bigint not null references orders);
      insert into customers values (1, 'fr@exemple.fr', 'FR', false), (2, 'de@exemple.de', 'DE', false);
      insert into orders values (1, 1, null, '2020-01-01', '2020-02-01', 80),
        (2, 2, null, '2020-01-01', null, 600);
      insert into messages values (1, 1), (2, 2);
      """;
  private static final String SHOP_MAP =
      """
      dataset:
        - fides_key: shop
          collections:
            - name: customers
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: country, data_categories: [user.contact.address.country] }
                - { name: vip }
            - name: orders
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: customer_id, fides_meta: { references: [{ dataset: shop, field: customers.id, direction: from }] } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: ordered_at }
                - { name: paid_on }
                - { name: amount }
            - name: messages
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: order_id, fides_meta: { references: [{ dataset: shop, field: orders.id, direction: from }] } }
      """;
  private static final String ALL = "{ messages: delete, orders: delete, customers: delete }";

  private final Foreign database = new Foreign();

  @AfterEach
  void close() {
    database.close();
  }

  private static String shop(String only, String then) {
    return """
    policy: shop
    language: 2
    zone: Europe/Paris
    subject: { collection: customers, same-person-by: [email] }
    rules:
      french:
        cites: three years after the last order
        basis: contract
        starts: { latest: [orders.ordered_at], per: subject }
        only: %s
        keep: { at-most: P3Y }
        then: %s
    limits: { share-of-collection: 100%% }
    """
        .formatted(only, then);
  }

  private void shop(String more, String only, String then) {
    database.tables(SHOP + more);
    database.map(SHOP_MAP);
    database.policy(shop(only, then));
  }

  private String left(String collection) {
    return database.text(
        "select string_agg(id::text, ' ' order by id) from %s".formatted(collection));
  }

  private String night() {
    PurgeOutcome outcome = database.purge(TODAY);
    assertThat(outcome.results()).allMatch(result -> result.unexplained() == 0);
    return "%s / %s / %s".formatted(left("customers"), left("orders"), left("messages"));
  }

  @Test
  void theOrdersAndMessagesOfGermansStayWhereARuleIsForTheFrench() {
    shop("", "{ customers.country: [FR] }", ALL);

    assertThat(night()).isEqualTo("2 / 2 / 2");
  }

  @Test
  void aPolicyThatWasWrittenWhenAConditionBoreOnItsOwnCollectionAloneIsRefused() {
    shop("", "{ customers.country: [FR] }", ALL);
    database.policy(shop("{ customers.country: [FR] }", ALL).replace("language: 2\n", ""));

    assertThat(database.problems())
        .singleElement()
        .asString()
        .endsWith(
            "5: 'only' of 'french' is on 'customers', to whose rows those of 'messages' and"
                + " 'orders' belong: it bore on 'customers' alone; write language: 2, in which it"
                + " bears on what belongs to a row too, or give 'messages' and 'orders' a rule of"
                + " their own");
  }

  @Test
  void aGuestsOrderIsOfThePersonWhoseAccountHasItsAddress() {
    shop(
        """
        insert into orders values (3, null, ' FR@exemple.fr', '2020-01-01', null, 1),
          (4, null, 'de@exemple.de', '2020-01-01', null, 1),
          (5, null, 'nobody@exemple.fr', '2020-01-01', null, 1);
        """,
        "{ customers.country: [FR] }",
        ALL);

    assertThat(night()).isEqualTo("2 / 2 4 5 / 2");
  }

  @Test
  void aPersonWithAFrenchAndAGermanAccountIsNoFrenchPerson() {
    shop(
        """
        insert into customers values (3, 'FR@exemple.fr', 'DE', false);
        insert into orders values (3, 3, null, '2020-01-01', null, 1);
        """,
        "{ customers.country: [FR] }",
        ALL);

    assertThat(night()).isEqualTo("1 2 3 / 1 2 3 / 1 2");
  }

  @Test
  void anAccountIsJudgedByItselfWhereTheRuleActsOnNothingElseOfThePerson() {
    shop(
        """
        alter table orders drop constraint orders_customer_id_fkey;
        delete from messages; delete from orders where id = 2;
        update orders set customer_id = null, email = 'fr@exemple.fr';
        insert into customers values (3, 'FR@exemple.fr', 'DE', false);
        """,
        "{ customers.country: [FR] }",
        "{ customers: delete }");
    database.policy(
        shop("{ customers.country: [FR] }", "{ customers: delete }").replace("language: 2\n", ""));

    assertThat(night()).isEqualTo("2 3 / 1 / -");
  }

  @Test
  void aConditionOnAnOrderBearsOnItsMessagesAndTheBuyerHasARuleOfTheirOwn() {
    shop("", "{ orders.paid_on: present }", "{ messages: delete, orders: delete }");

    assertThat(night()).isEqualTo("1 2 / 2 / 2");

    database.policy(shop("{ orders.paid_on: present }", ALL));
    assertThat(database.problems())
        .singleElement()
        .asString()
        .endsWith(
            "6: 'only' of 'french' is on 'orders', and says nothing of 'customers': no reference"
                + " and no person leads there; give 'customers' a rule of its own, or map the"
                + " reference");
  }

  @Test
  void conditionsCombine() {
    String more =
        """
        insert into customers values (3, 'x@exemple.fr', null, true);
        insert into orders values (3, 3, null, '2020-01-01', '2019-12-31', 100),
          (4, 3, null, '2020-01-01', '2020-01-01', 100.01);
        insert into messages values (3, 3), (4, 4);
        """;
    String then = "{ messages: delete, orders: delete }";
    shop(more, "{ orders.paid_on: { after: 2019-12-31, before: 2020-02-01 } }", then);
    assertThat(night()).isEqualTo("1 2 3 / 1 2 3 / 1 2 3");

    shop(more, "{ orders.amount: { above: 100 }, orders.paid_on: missing }", then);
    assertThat(night()).isEqualTo("1 2 3 / 1 3 4 / 1 3 4");

    shop(more, "{ any-of: [ { orders.amount: { below: 100 } }, { customers.vip: ['true'] } ] }", then);
    assertThat(night()).isEqualTo("1 2 3 / 2 / 2");

    shop(
        more,
        "{ all-of: [ { orders.paid_on: present }, { orders.paid_on: { before: 2020-01-02 } } ],"
            + " any-of: [ { customers.country: [FR] }, { customers.country: missing } ] }",
        then);
    assertThat(night()).isEqualTo("1 2 3 / 1 2 / 1 2");

    shop(more, "{ customers.country: { not: [FR, DE] } }", then);
    assertThat(night()).isEqualTo("1 2 3 / 1 2 / 1 2");

    shop(more, "{ customers.country: { not: [FR, null] } }", then);
    assertThat(night()).isEqualTo("1 2 3 / 1 3 4 / 1 3 4");
  }

  @Test
  void aMaskThatTakesWhatAConditionAsksIsRefused() {
    shop(
        "",
        "{ customers.country: [FR] }",
        "{ messages: delete, orders: delete, customers: anonymise }");
    database.policy(
        database.text("select '" + policyText() + "'")
            + "anonymise: { user.contact: null_rewrite, customers.email: { strategy: string_rewrite, value: '{key}' } }\n");

    assertThat(database.problems())
        .singleElement()
        .asString()
        .endsWith(
            "14: the mask would rewrite customers.country, by which 'french' tells which rows of"
                + " 'messages' and 'orders' it bears on; add customers.country: preserve");
  }

  private String policyText() {
    return shop(
        "{ customers.country: [FR] }",
        "{ messages: delete, orders: delete, customers: anonymise }");
  }

  private static final String SECURITY =
      """
      create table tenants (id bigint primary key, country text not null);
      create table guards (id bigint primary key, tenant_id bigint not null references tenants,
        email text not null);
      create table gps_points (id bigint primary key, guard_id bigint not null references guards,
        at timestamptz not null);
      create table alarms (id bigint primary key, email text, at timestamptz);
      insert into tenants values (1, 'FR'), (2, 'DE');
      insert into guards values (1, 1, 'g1@exemple.fr'), (2, 2, 'g2@exemple.de');
      insert into gps_points values (1, 1, '2026-09-01'), (2, 2, '2026-09-01'), (3, 1, '2026-11-20'),
        (4, 2, '2026-01-01');
      insert into alarms values (1, 'g1@exemple.fr', '2026-01-01'), (2, 'g2@exemple.de', '2026-01-01'),
        (3, 'visitor@exemple.fr', '2026-01-01');
      """;
  private static final String SECURITY_MAP =
      """
      dataset:
        - fides_key: sec
          collections:
            - name: tenants
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: country }
            - name: guards
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: tenant_id, fides_meta: { references: [{ dataset: sec, field: tenants.id, direction: from }] } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
            - name: gps_points
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: guard_id, fides_meta: { references: [{ dataset: sec, field: guards.id, direction: from }] } }
                - { name: at }
            - name: alarms
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: at }
      """;

  private static String security(String collection) {
    String rule =
        """
          %s:
            cites: the tenant's contract
            basis: contract
            starts: { row: %s.at }
            only: { tenants.country: [%s] }
            keep: { at-most: %s }
            then: { %2$s: delete }
        """;
    return """
    policy: sec
    zone: Europe/Paris
    subject: { collection: guards, same-person-by: [email] }
    rules:
    """
        + rule.formatted("fr", collection, "FR", "P30D")
        + rule.formatted("de", collection, "DE", "P180D")
        + "limits: { share-of-collection: 100% }\n";
  }

  @Test
  void eachTenantsPointsGoByTheTenantsOwnPeriod() {
    database.tables(SECURITY);
    database.map(SECURITY_MAP);
    database.policy(security("gps_points"));

    database.purge(TODAY);

    assertThat(left("gps_points")).isEqualTo("2 3");
  }

  @Test
  void anAlarmOfAGuardIsOfTheGuardsTenantByTheAddressAlone() {
    database.tables(SECURITY);
    database.map(SECURITY_MAP);
    database.policy(security("alarms"));

    database.purge(TODAY);

    assertThat(left("alarms")).isEqualTo("3");
  }

  @Test
  void thePlanSaysHowManyRowsAConditionLeavesOut() {
    shop(
        "insert into orders values (3, null, 'guest@exemple.fr', '2020-01-01', null, 1);",
        "{ customers.country: [FR] }",
        ALL);

    PurgeOutcome plan = database.dryRun(TODAY);

    assertThat(plan.remarks().get(0).lines())
        .contains(
            "french: 'only' leaves out 1 row of messages",
            "french: 'only' leaves out 2 rows of orders, 1 of them of no row that it asks",
            "french: 'only' leaves out 1 row of customers");
    String hash = database.text("select hash from oubli.plan");
    database.execute("insert into orders values (4, 2, null, '2020-01-02', null, 1)");
    database.dryRun(TODAY);
    assertThat(database.text("select count(*)::text from oubli.plan where hash <> '%s'".formatted(hash)))
        .as("another row left out is another plan")
        .isEqualTo("1");
  }

  @Test
  void theComplianceTableSaysItInFrench() throws IOException {
    shop("", "{ customers.country: [FR] }", ALL);
    database.purge(TODAY);

    try (Stream<Path> files = Files.walk(database.folder())) {
      Path table =
          files.filter(file -> file.endsWith("retention-compliance.csv")).findFirst().orElseThrow();
      assertThat(Files.readString(table))
          .contains("laissées de côté par la condition de la règle : 1");
    }
  }

  @Test
  void aRowIsToldWhatItDoesNotMeet() {
    shop(
        "insert into orders values (3, null, 'guest@exemple.fr', '2020-01-01', null, 1);",
        "{ customers.country: [FR], customers.vip: { not: ['true'] } }",
        ALL);
    database.execute("update customers set vip = true where id = 2");

    assertThat(outside("orders", "2"))
        .isEqualTo("customers.country is DE, not FR; customers.vip is true, which 'only' leaves out");
    assertThat(outside("customers", "2")).startsWith("customers.country is DE, not FR");
    assertThat(outside("orders", "3"))
        .startsWith("no row of customers that it belongs to, for customers.country FR");
    assertThat(outside("messages", "1")).isEqualTo("-");
  }

  private String outside(String collection, String key) {
    Eligibilities eligibilities =
        new Eligibilities(
            database.policy(), database.map(), database.catalog(), LocalDate.parse(TODAY));
    String outside =
        new Explainer(database.policy(), eligibilities, database.dataSource())
            .explain(collection, key)
            .get(0)
            .outside();
    return outside == null ? "-" : outside;
  }

  @Test
  void aNightThatLooksAtNewsSeesWhatCameIntoReachBecauseItsPersonMoved() {
    shop("", "{ customers.country: [FR] }", ALL);
    database.policy(
        shop("{ customers.country: [FR] }", ALL)
            .replace("100%", "100%, look-at-everything-below-rows: 0"));
    assertThat(night()).isEqualTo("2 / 2 / 2");

    database.execute("update customers set country = 'FR' where id = 2");
    PurgeOutcome outcome = database.purge("2026-11-28");

    assertThat(outcome.results()).anyMatch(result -> result.everythingOn() != null);
    assertThat(left("messages") + left("orders") + left("customers")).isEqualTo("---");
  }

  @Test
  void theLinesOfADraftAreNoDocumentsOfARuleForInvoicesThatWereSent() {
    database.tables(
        """
        create table bills (id int primary key, status int not null, issued_on date,
          source int references bills);
        create table lines (id int primary key, bill int not null references bills);
        insert into bills values (1, 1, '2010-01-10', null), (2, 0, null, null), (3, 0, '2010-03-01', 1);
        insert into lines values (1, 1), (2, 2), (3, 3);
        """);
    database.map(
        """
        dataset:
          - fides_key: d
            collections:
              - name: bills
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: status }
                  - { name: issued_on }
                  - { name: source, fides_meta: { references: [{ dataset: d, field: bills.id, direction: from }] } }
              - name: lines
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: bill, fides_meta: { references: [{ dataset: d, field: bills.id, direction: from }] } }
        """);
    database.policy(
        """
        policy: bills
        language: 2
        zone: Europe/Paris
        fiscal-years: { close: 12-31 }
        rules:
          invoices:
            cites: ten years
            basis: legal obligation
            starts: { fiscal-year-end: bills.issued_on, together-with: bills.source }
            only: { bills.status: [1, 2, 3] }
            keep: { at-least: P10Y }
            then: { lines: delete, bills: delete }
        limits: { share-of-collection: 100% }
        """);

    PurgeOutcome outcome = database.purge(TODAY);

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(left("lines") + " / " + left("bills")).isEqualTo("2 3 / 1 2 3");
  }

  @Test
  void theEventsOfAnActivePersonStayBesideARuleForThoseWhoNeverWere() {
    database.tables(
        """
        create table leads (id int primary key, email text, date_added timestamp not null,
          last_active timestamp);
        create table events (id int primary key, lead_id int not null references leads,
          at timestamp);
        insert into leads values (1, 'a@exemple.fr', '2018-01-01', '2019-01-01'),
          (2, 'b@exemple.fr', '2018-01-01', null), (3, 'c@exemple.fr', '2026-01-01', null),
          (4, 'd@exemple.fr', '2018-01-01', '2026-10-01'), (5, null, '2018-01-01', null);
        insert into events values (1, 1, '2019-01-01'), (2, 4, '2026-10-01'), (3, 4, null), (4, 2, null);
        """);
    database.map(
        """
        dataset:
          - fides_key: m
            collections:
              - name: leads
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - { name: date_added }
                  - { name: last_active }
              - name: events
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: lead_id, fides_meta: { references: [{ dataset: m, field: leads.id, direction: from }] } }
                  - { name: at }
        """);
    database.policy(
        """
        policy: mautic
        language: 2
        zone: Europe/Paris
        subject: { collection: leads, same-person-by: [email] }
        rules:
          active-once:
            cites: three years from the last activity
            basis: legitimate interest
            starts: { latest: [leads.last_active], per: subject, ignoring: { leads.last_active: missing } }
            keep: { at-most: P3Y }
            then: { leads: delete, events: delete }
          never-active:
            cites: three years from the import
            basis: legitimate interest
            starts: { row: leads.date_added }
            only: { leads.last_active: missing }
            keep: { at-most: P3Y }
            then: { leads: delete, events: delete }
        limits: { share-of-collection: 100% }
        """);

    assertThat(database.purge(TODAY).code()).isEqualTo(ExitCode.DONE);

    assertThat(left("leads") + " / " + left("events")).isEqualTo("3 4 / 2 3");
  }
}
