package fr.oubli.setup.draft;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Foreign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From which dates a drafted policy counts for people, and what it ends with them. */
class DraftedClocksIT {

  private final Drafts drafts = new Drafts();

  @AfterEach
  void close() {
    drafts.close();
  }

  private String policy(String tables) {
    return PolicyText.of(drafts.draft(tables));
  }

  /** A night with what is drafted, its periods decided. */
  private Foreign night(String tables, String asOf) {
    Draft draft = drafts.draft(tables);
    Foreign database = drafts.database();
    database.map(MapText.of(draft));
    database.policy(
        PolicyText.of(draft).replace("at-most: DECIDE", "at-most: P3Y").replace("DECIDE: ", "")
            + "limits: { share-of-collection: 100% }\n");
    assertThat(database.problems()).isEmpty();
    database.purge(asOf);
    return database;
  }

  private static String ids(Foreign database, String table) {
    return database.text("select string_agg(id::text, ',' order by id) from " + table);
  }

  private static final String OLD_ORDERS =
      """
      create table users (id bigint primary key, email text not null unique, role text not null,
        last_login timestamptz not null);
      create table orders (id bigint primary key, created_by bigint not null references users,
        customer_id bigint not null references users, address text, at timestamptz not null);
      insert into users values (1, 'ancienne@ex.org', 'customer', '2019-01-01'),
        (2, 'agent@ex.org', 'staff', '2026-11-01'), (3, 'parti@ex.org', 'staff', '2019-01-01'),
        (4, 'active@ex.org', 'customer', '2026-10-01');
      insert into orders values (1, 2, 1, 'x', '2019-01-01'), (2, 3, 4, 'y', '2019-01-01');
      """;

  @Test
  void whoLoggedInLastMonthIsNotDueForAnOldOrder() {
    assertThat(policy(OLD_ORDERS))
        .contains(
            "  # the last of their own dates and the events that belong to a person\n  users:",
            "starts: { latest: [users.last_login, orders.at], per: subject }");

    Foreign database = night(OLD_ORDERS, "2026-11-24");

    assertThat(ids(database, "users")).isEqualTo("2,4");
  }

  @Test
  void everyLikelyDateCountsTheirOwnFirst() {
    assertThat(
            policy(
                """
                create table users (id int primary key, email text, birth_date date, created_at timestamptz,
                  last_login timestamptz);
                create table organizations (id int primary key, owner_id int references users,
                  created_at timestamptz);
                create table orders (id int primary key, user_id int references users,
                  ordered_at timestamptz, paid_at timestamptz);
                create table order_notes (id int primary key, order_id int references orders,
                  body text, created_at timestamptz);
                create table rates (id int primary key, created_at timestamptz);
                """))
        .contains(
            "starts: { latest: [users.created_at, users.last_login, order_notes.created_at,"
                + " orders.ordered_at, orders.paid_at, organizations.created_at], per: subject }");
  }

  @Test
  void withoutEventsTheirOwnDateStandsAlone() {
    assertThat(
            policy(
                """
                create table customers (id int primary key, email text, created_at timestamptz);
                create table profiles (id int primary key, customer_id int references customers,
                  nickname text);
                """))
        .contains(
            "  # no event that belongs to a person has a likely date, so their own stand alone\n",
            "starts: { latest: [customers.created_at], per: subject }",
            "then: { profiles: delete, customers: delete }");
    assertThat(policy("create table customers (id int primary key, email text, born_on date);"))
        .doesNotContain("starts:");
  }

  @Test
  void anOrderOfWhichARowBelowTellsWhoseItIsIsAnEvent() {
    assertThat(
            policy(
                """
                create table customer (id bigint primary key, email text not null unique,
                  created_at timestamptz not null);
                create table orders (id bigint primary key, number text not null,
                  ordered_at timestamptz not null);
                create table order_customer (id bigint primary key,
                  order_id bigint not null references orders,
                  customer_id bigint references customer, email text not null);
                insert into orders values (10, '10010', '2019-03-01'), (11, '10011', '2019-03-01');
                insert into order_customer values (1, 10, null, 'a@ex.org'), (2, 11, null, 'b@ex.org');
                """))
        .contains(
            "starts: { latest: [customer.created_at, orders.ordered_at], per: subject }",
            "then: { order_customer: delete, customer: delete }",
            "then: { order_customer: delete, orders: delete }");
  }

  private static final String ADDRESSES =
      """
      create table addresses (id int primary key, street text, city text, created_at timestamptz);
      create table people (id int primary key, email text, full_name text,
        address_id int references addresses, last_seen timestamptz);
      insert into addresses select i, i || ' rue de la Paix', 'Lyon', '2010-01-01'
        from generate_series(1, 2) i;
      insert into people values (1, 'a@ex.org', 'Jean A', 1, '2015-01-01'),
        (2, 'b@ex.org', 'Jean B', 2, '2015-01-01'), (3, 'c@ex.org', 'Jean C', 2, '2026-01-01');
      """;

  @Test
  void anAddressGoesWithTheLastPersonWhoPointsAtIt() {
    assertThat(policy(ADDRESSES))
        .contains(
            "  # what people refer to goes with the last who does: addresses\n  people:",
            "starts: { latest: [people.last_seen, addresses.created_at], per: subject }",
            "then: { people: delete, addresses: delete }")
        .doesNotContain("addresses-created_at", "business's own");

    Foreign database = night(ADDRESSES, "2026-11-24");

    assertThat(ids(database, "people")).isEqualTo("3");
    assertThat(ids(database, "addresses")).isEqualTo("2");
  }

  @Test
  void anAddressOfOthersDoesNotGoByItsOwnDate() {
    String others =
        "create table employees (id int primary key, full_name text,"
            + " address_id int references addresses);"
            + "insert into employees values (1, 'Jean D', 1);";

    assertThat(policy(ADDRESSES + others))
        .contains(
            "then: { people: delete }",
            "  # no rule is proposed for addresses: others refer to it as well, and their rows")
        .doesNotContain("addresses: delete", "employees: delete");
    assertThat(
            policy(
                ADDRESSES.replace(", created_at timestamptz", "").replace(", '2010-01-01'", "")
                    + others))
        .contains("then: { people: delete, addresses: delete }")
        .doesNotContain("employees: delete");
  }

  @Test
  void whatHangsOnAnAddressGoesBeforeItAndAfterThePeople() {
    assertThat(
            policy(
                """
                create table addresses (id int primary key, street text, city text);
                create table address_lines (id int primary key, address_id int references addresses,
                  street text);
                create table people (id int primary key, email text, last_seen timestamptz);
                create table profiles (id int primary key, person_id int references people,
                  home_id int references addresses, nickname text);
                """))
        .contains(
            "then: { profiles: delete, people: delete, address_lines: delete, addresses: delete }");
  }

  private static final String LETTERS =
      """
      create table subscribers (id int primary key, email text not null, name text);
      create table newsletter_mails (id int primary key, email text not null, %s);
      """;

  @Test
  void thatAMessageWasOpenedIsNoContactAndAClickIs() {
    assertThat(policy(LETTERS.formatted("last_opened_at timestamptz, last_clicked_at timestamptz")))
        .contains(
            "# newsletter_mails.last_opened_at: who opens a message did not get in touch, who clicks"
                + " did (CNIL)",
            "starts: { row: newsletter_mails.last_clicked_at }");
    assertThat(policy(LETTERS.formatted("ouvert_le date, clic_le date")))
        .contains("# newsletter_mails.ouvert_le: who opens", "row: newsletter_mails.clic_le");
  }

  @Test
  void whatWasOpenedAndIsNoMessageIsADateLikeAnother() {
    assertThat(
            policy(
                """
                create table users (id int primary key, email text not null);
                create table disputes (id int primary key, user_id int references users, summary text,
                  opened_on date not null);
                """))
        .contains("disputes.opened_on")
        .doesNotContain("who opens a message");
  }
}
