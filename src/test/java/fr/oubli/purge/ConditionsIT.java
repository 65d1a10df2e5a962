package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Foreign;
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
  static final String ALL = "{ messages: delete, orders: delete, customers: delete }";

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
    shop(database, more, only, then);
  }

  static void shop(Foreign database, String more, String only, String then) {
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

    shop(
        more,
        "{ any-of: [ { orders.amount: { below: 100 } }, { customers.vip: ['true'] } ] }",
        then);
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
}
