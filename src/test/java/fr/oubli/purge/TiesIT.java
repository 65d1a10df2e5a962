package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.Explanation;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rows that several people have a part in, and rows that do not lead to their person by themselves.
 */
class TiesIT {

  private static final String NIGHT = "2026-11-27";
  private static final String EMAIL =
      "anonymise: { user.unique_id: preserve, user.behavior: preserve,"
          + " user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' },"
          + " user: null_rewrite }\n";

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String latest, String then) {
    base.policy(
        """
        policy: ties
        language: 2
        zone: Europe/Paris
        subject: { collection: users, same-person-by: [email] }
        rules:
          people:
            cites: "5 years from the last sign of life"
            basis: contract
            starts: { latest: [%s], per: subject }
            keep: { at-most: P5Y }
            then: { %s }
        """
                .formatted(latest, then)
            + EMAIL);
  }

  private void night() {
    PurgeOutcome outcome = base.purge(NIGHT);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);
  }

  private String ids(String from) {
    return base.text("select string_agg(id::text, ',' order by id) from " + from);
  }

  private Explanation explained(String collection, String key) {
    Eligibilities eligibilities =
        new Eligibilities(base.policy(), base.map(), base.catalog(), LocalDate.parse(NIGHT));
    return new Explainer(base.policy(), eligibilities, base.dataSource())
        .explain(collection, key)
        .get(0);
  }

  private String masked() {
    return ids("users where email like 'erased-%'");
  }

  private void hold(Scope scope, String key) {
    new HoldRegister(base.dataSource())
        .add(scope, "users", key, "lawsuit", "legal", LocalDate.of(2027, 1, 1), "me");
  }

  private static ShortMap users() {
    return new ShortMap()
        .collection(
            "users",
            "id ! #user.unique_id",
            "email @email #user.contact.email",
            "seen #user.behavior");
  }

  /**
   * 1 left, 2 is an agent, 3 is an agent who left, 4 is a customer; two orders typed in by agents.
   */
  private void agents(String createdBy, String customer) {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, seen timestamptz not null);
        create table orders (id bigint primary key, created_by bigint not null references users,
          customer_id bigint not null references users, address text, at timestamptz not null);
        insert into users values (1, 'ancienne@ex.org', '2019-01-01'), (2, 'agent@ex.org', '2026-11-01'),
          (3, 'parti@ex.org', '2019-01-01'), (4, 'active@ex.org', '2026-10-01');
        insert into orders values (1, 2, 1, 'rue A', '2019-01-01'), (2, 3, 4, 'rue B', '2019-01-01');
        create index on orders (customer_id); create index on orders (created_by);""");
    base.map(
        users()
            .collection(
                "orders",
                "id !",
                "created_by >users.id" + createdBy,
                "customer_id >users.id" + customer,
                "address #user.contact.address",
                "at")
            .toString());
    policy("users.seen, orders.at", "orders: delete, users: anonymise");
  }

  @Test
  void anOrderGoesWithItsCustomerAndNotWithTheAgentWhoTypedItIn() {
    agents(" party", " owner");

    night();

    assertThat(ids("orders")).isEqualTo("2");
    assertThat(masked()).isEqualTo("1,3");
  }

  @Test
  void oneTieSaidIsEnough() {
    agents(" party", "");

    night();

    assertThat(ids("orders")).isEqualTo("2");
  }

  @Test
  void theOtherWayRoundTheAgentOwnsIt() {
    agents(" owner", " party");

    night();

    assertThat(ids("orders")).isEqualTo("1");
  }

  @Test
  void aMapThatLeavesTheOwnerOpenIsRefusedWithTheLineToAdd() {
    agents("", "");

    assertThat(base.problems())
        .singleElement()
        .asString()
        .contains("foreign-map.yml:", "'orders' leaves open whose its rows are")
        .contains("created_by and customer_id lead to 'users'", "write tie: owner");
  }

  @Test
  void aHoldOnAnyPartyKeepsTheRow() {
    agents(" party", " owner");
    hold(Scope.SUBJECT, "2");

    night();

    assertThat(ids("orders")).isEqualTo("1,2");
    assertThat(masked()).isEqualTo("1,3");
  }

  @Test
  void aHoldThatIsNarrowedToWhatIsTheirsLeavesWhatTheyOnlyHandled() {
    agents(" party", " owner");
    hold(Scope.OWNER, "2");

    night();

    assertThat(ids("orders")).isEqualTo("2");
  }

  @Test
  void aHoldThatIsNarrowedStillKeepsWhatIsTheirs() {
    agents(" party", " owner");
    hold(Scope.OWNER, "1");

    night();

    assertThat(ids("orders")).isEqualTo("1,2");
    assertThat(masked()).isEqualTo("3");
  }

  @Test
  void aDeclaredHoldKeepsTheRowsOfTheOwnerOfTheHoldingRow() {
    agents(" party", " owner");
    base.execute(
        "create table disputes (id bigint primary key, handled_by bigint references users,"
            + " customer_id bigint references users, status text);"
            + "insert into disputes values (1, 3, 1, 'open'), (2, 1, 3, 'closed')");
    base.map(
        users()
            .collection(
                "orders",
                "id !",
                "created_by >users.id party",
                "customer_id >users.id owner",
                "address #user.contact.address",
                "at")
            .collection(
                "disputes",
                "id !",
                "handled_by >users.id party",
                "customer_id >users.id owner",
                "status")
            .toString());
    base.policy(
        read()
            + "holds:\n  open-dispute: { basis: claims, while: { disputes.status: [open] },"
            + " keeps: { users: all, orders: all } }\n");

    night();

    assertThat(ids("orders")).isEqualTo("1,2");
    assertThat(masked()).isEqualTo("3");
  }

  private String read() {
    try {
      return Files.readString(base.policyFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 1 wrote to 2 yesterday; 3 wrote to 4 long ago. */
  private void messages(String event) {
    base.tables(
        """
        create table users (id int primary key, email text, seen timestamptz);
        create table messages (id int primary key, from_id int not null references users,
          to_id int not null references users, body text, sent_at timestamptz not null);
        insert into users select i, 'p' || i || '@ex.org', '2015-01-01' from generate_series(1, 4) i;
        insert into messages values (1, 1, 2, 'bonjour', '2026-11-26'), (2, 3, 4, 'vieux', '2015-01-01');
        create index on messages (from_id); create index on messages (to_id);""");
    base.map(
        users()
            .collection(
                "messages",
                "id !",
                "from_id >users.id owner",
                "to_id >users.id party",
                "body #user.content",
                "sent_at #user.behavior")
            .toString());
    policy("users.seen, " + event, "messages: delete, users: anonymise");
  }

  @Test
  void aMessageCountsForWhomItIsToWhereTheRuleSaysSo() {
    messages("{ messages.sent_at: any-party }");

    night();

    assertThat(ids("messages")).isEqualTo("1");
    assertThat(masked()).isEqualTo("3,4");
  }

  @Test
  void otherwiseItCountsForItsSenderAlone() {
    messages("messages.sent_at");

    night();

    assertThat(masked()).isEqualTo("2,3,4");
  }

  /** The message goes by a rule of its own; the clock of whom it was to remembers its day. */
  @Test
  void aMessageThatWentIsRememberedForBoth() {
    messages("{ messages.sent_at: any-party }");
    base.policy(
        read()
            .replace(
                "rules:\n",
                "rules:\n  chat: { cites: '1 day', basis: consent, starts: { row: messages.sent_at },"
                    + " keep: { at-most: P1D }, then: { messages: delete } }\n")
            .replace("messages: delete, users", "users"));

    base.purge("2026-11-29");
    night();

    assertThat(base.count("messages")).isZero();
    assertThat(masked()).isEqualTo("3,4");
  }

  /** Odoo's kind: of what a message speaks is said by a model and an id. */
  private void models(String onModel, String onOrder) {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, seen timestamptz not null);
        create table sales (id bigint primary key, user_id bigint not null references users,
          at timestamptz not null);
        create table messages (id bigint primary key, model text not null, res_id bigint not null,
          body text not null);
        insert into users values (7, 'lou@ex.org', '2019-01-01'), (8, 'max@ex.org', '2026-10-01');
        insert into sales values (7, 8, '2026-10-01'), (9, 7, '2019-01-01');
        insert into messages values (1, 'user', 7, 'about Lou'), (2, 'sale', 7, 'about a sale to Max'),
          (3, 'sale', 9, 'about a sale to Lou'), (4, 'product', 7, 'about product 7'),
          (5, 'user', 8, 'about Max');""");
    base.map(
        users()
            .collection("sales", "id !", "user_id >users.id", "at")
            .collection(
                "messages",
                "id !",
                "model",
                "res_id >users.id" + onModel + " >sales.id" + onOrder,
                "body #user.content")
            .toString());
    policy("users.seen, sales.at", "messages: delete, sales: delete, users: anonymise");
  }

  @Test
  void aReferenceUnderAConditionHoldsOnlyWhereItIsMet() {
    models(" model=user", " model=sale");

    night();

    assertThat(ids("messages")).isEqualTo("2,4,5");
    assertThat(ids("sales")).isEqualTo("7");
    assertThat(masked()).isEqualTo("7");
  }

  @Test
  void aFieldThatRefersToTwoCollectionsIsRefused() {
    models("", " model=sale");

    assertThat(base.problems())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("'messages.res_id' refers to 'users' and 'sales'")
                    .contains("when: { model: [the value] }"));
  }

  /** Shopware's kind: who ordered is in a child row of the order, with an account or without. */
  private void orderedBelow(String latest) {
    base.tables(
        """
        create table users (id bigint primary key, email text not null unique, seen timestamptz);
        create table orders (id bigint primary key, at timestamptz not null, comment text);
        create table buyers (id bigint primary key, order_id bigint not null references orders,
          user_id bigint references users, email text not null);
        create table addresses (id bigint primary key, order_id bigint not null references orders,
          street text);
        insert into users values (1, 'compte@ex.org', null), (2, 'ancien@ex.org', null);
        insert into orders values (10, '2019-03-01', 'a'), (11, '2019-04-01', 'b'), (12, '2026-10-01', 'c'),
          (13, '2019-05-01', 'd'), (14, '2019-05-01', 'e'), (15, '2026-05-01', 'f'), (16, '2019-05-01', 'g');
        insert into buyers values (100, 10, 1, 'compte@ex.org'), (110, 11, null, 'invitee@ex.org'),
          (120, 12, 1, 'compte@ex.org'), (130, 13, 2, 'ancien@ex.org'), (140, 14, null, 'deux@ex.org'),
          (150, 15, null, 'Deux@ex.org'), (160, 16, 1, 'compte@ex.org'), (161, 16, 2, 'ancien@ex.org');
        insert into addresses select id * 100, id, id || ' rue' from orders;
        create index on buyers (order_id); create index on addresses (order_id);""");
    base.map(
        users()
            .collection("orders", "id !", "at", "comment #user.content")
            .collection(
                "buyers",
                "id !",
                "order_id >orders.id identifies",
                "user_id #user.unique_id >users.id",
                "email @email #user.contact.email")
            .collection(
                "addresses", "id !", "order_id >orders.id", "street #user.contact.address.street")
            .toString());
    policy(latest, "users: anonymise, orders: anonymise, buyers: anonymise, addresses: anonymise");
  }

  @Test
  void anOrderIsOfThosePeopleWhomARowBelowNames() {
    orderedBelow("orders.at");

    night();

    // 10 and 12 are of one account, 14 and 15 of one guest, and 16 is of two people.
    assertThat(ids("orders where comment is null")).isEqualTo("11,13");
    assertThat(ids("addresses where street is null")).isEqualTo("1100,1300");
    assertThat(ids("buyers where email like 'erased-%'")).isEqualTo("110,130,161");
    assertThat(masked()).isEqualTo("2");
  }

  /** An address belongs to whoever's row points at it. */
  private void homes(String actions) {
    base.tables(
        """
        create table addresses (id int primary key, street text);
        create table users (id int primary key, email text, home_id int references addresses,
          seen timestamptz);
        insert into addresses select i, i || ' rue de la Paix' from generate_series(1, 4) i;
        insert into users values (1, 'a@ex.org', 1, '2015-01-01'), (2, 'b@ex.org', 2, '2026-01-01'),
          (3, 'c@ex.org', 3, '2015-01-01'), (4, 'd@ex.org', 3, '2026-01-01');
        create index on users (home_id);""");
    base.map(
        new ShortMap()
            .collection("addresses", "id !", "street #user.contact.address.street")
            .collection(
                "users",
                "id ! #user.unique_id",
                "email @email #user.contact.email",
                "home_id >addresses.id identifies",
                "seen #user.behavior")
            .toString());
    policy("users.seen", actions);
  }

  @Test
  void anAddressGoesWithTheLastWhoPointsAtIt() {
    homes("users: anonymise, addresses: anonymise");

    night();

    assertThat(ids("addresses where street is null")).isEqualTo("1");
    assertThat(masked()).isEqualTo("1,3");
  }

  /** Somebody who has not ordered yet lives where somebody lived who ordered once. */
  @Test
  void whoseClockHasNotStartedKeepsTheAddressThatTheyShare() {
    homes("users: anonymise, addresses: anonymise");
    base.execute(
        """
        create table orders (id int primary key, user_id int not null references users, at date not null);
        create index on orders (user_id);
        insert into orders values (1, 1, '2015-01-01'), (3, 3, '2015-01-01')""");
    base.map(
        new ShortMap()
            .collection("addresses", "id !", "street #user.contact.address.street")
            .collection(
                "users",
                "id ! #user.unique_id",
                "email @email #user.contact.email",
                "home_id >addresses.id identifies",
                "seen #user.behavior")
            .collection("orders", "id !", "user_id >users.id", "at")
            .toString());
    policy("orders.at", "users: anonymise, addresses: anonymise");

    night();

    assertThat(ids("addresses where street is null")).isEqualTo("1");
    assertThat(masked()).isEqualTo("1,3");

    base.execute("insert into orders values (4, 4, '2016-01-01')");
    night();

    assertThat(ids("addresses where street is null")).isEqualTo("1,3");
  }

  /** There is no register yet, and no identity, that would be asked beside the accounts. */
  @Test
  void theFirstPlanKnowsWhoKeepsTheAddressToo() {
    homes("users: anonymise, addresses: anonymise");
    base.execute("update users set seen = null where id in (2, 4)");
    base.policy(base.policyText().replace(", same-person-by: [email]", ""));

    assertThat(base.dryRun(NIGHT).remarks().get(0))
        .containsPattern("addresses +anonymise +\\S+ +4 +1 ");

    base.purge(NIGHT);
    assertThat(ids("addresses where street is null")).isEqualTo("1");
  }

  /** Two people ordered together, and one of them has no order that counts. */
  @Test
  void whoseClockHasNotStartedKeepsARowThatTwoOwn() {
    agents(" owner", " owner");
    base.execute("create table visits (id int primary key, user_id int references users, at date)");
    base.execute(
        "create index on visits (user_id); insert into visits values (1, 3, '2019-01-01')");
    base.map(
        users()
            .collection(
                "orders",
                "id !",
                "created_by >users.id owner",
                "customer_id >users.id owner",
                "address #user.contact.address",
                "at")
            .collection("visits", "id !", "user_id >users.id", "at")
            .toString());
    policy("visits.at", "orders: delete");

    night();

    assertThat(ids("orders")).isEqualTo("1,2");
    assertThat(explained("orders", "2").outside())
        .isEqualTo("users 4 shares the row, and their clock has not started");
    assertThat(base.purge(NIGHT).remarks())
        .anySatisfy(line -> assertThat(line).contains("2 rows of orders: no clock ever starts"));

    base.execute("insert into visits values (2, 4, '2019-01-01')");
    night();

    assertThat(ids("orders")).isEqualTo("1");
  }

  /** Nothing ties them to anybody, so that there is nothing to remember when they go. */
  @Test
  void rowsOfNobodyMayTellOfNobody() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, seen timestamptz);
        create table orders (id bigint primary key, user_id bigint references users, at date not null);
        create table marks (id bigint primary key, order_id bigint references orders, made_on date);
        insert into users values (1, 'ancienne@ex.org', '2015-01-01');
        insert into orders values (1, 1, '2015-01-01');
        insert into marks values (1, 1, '2015-01-01'), (2, 1, '2026-01-01');
        create index on orders (user_id); create index on marks (order_id);""");
    base.map(
        users()
            .collection("orders", "id !", "user_id >users.id", "at")
            .collection("marks", "id !", "order_id >orders.id identifies", "made_on")
            .toString());
    policy("users.seen", "orders: delete");
    base.policy(
        read()
            .replace(
                "anonymise:",
                """
                  marks:
                    cites: "1 year"
                    basis: contract
                    starts: { row: marks.made_on }
                    keep: { at-most: P1Y }
                    then: { marks: delete }
                anonymise:"""));

    night();

    assertThat(ids("marks")).isEqualTo("2");
  }

  /** Accounts that are gone without a foreign key: what refers to them is nobody's. */
  @Test
  void whatRefersToAnAccountThatIsNotThereIsNobodys() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, seen timestamptz);
        create table orders (id bigint primary key, user_id bigint, at date not null);
        create table parcels (id bigint primary key, order_id bigint references orders);
        insert into users values (1, 'ancienne@ex.org'), (2, 'active@ex.org');
        insert into orders values (1, 1, '2015-01-01'), (2, 2, '2026-01-01'), (3, 3, '2015-01-01'),
          (4, 3, '2026-01-01');
        insert into parcels select id, id from orders;
        create index on orders (user_id); create index on parcels (order_id);""");
    base.map(
        users()
            .collection("orders", "id !", "user_id >users.id", "at")
            .collection("parcels", "id !", "order_id >orders.id")
            .toString());
    policy("orders.at", "parcels: delete");

    night();

    assertThat(ids("parcels")).isEqualTo("2,3,4");
    assertThat(base.purge(NIGHT).remarks())
        .anySatisfy(line -> assertThat(line).contains("2 rows of parcels: no clock ever starts"));
  }

  /** The order stays, and with the row below goes what said whose it was. */
  @Test
  void whatAnOrderSaidOfItsBuyerIsRememberedOnceTheBuyersRowIsGone() {
    orderedBelow("orders.at");
    base.policy(read().replaceFirst("then: .*", "then: { users: delete, buyers: delete }"));
    base.execute("delete from addresses; delete from buyers where id = 161");

    night();

    assertThat(ids("users")).isEqualTo("1");
    assertThat(ids("orders")).isEqualTo("10,11,12,13,14,15,16");
  }

  /** Once the person is gone, what their row told of the address is remembered. */
  @Test
  void anAddressGoesAfterThePersonWhoPointedAtIt() {
    homes("users: delete, addresses: delete");

    night();

    assertThat(ids("users")).isEqualTo("2,4");
    assertThat(ids("addresses")).isEqualTo("2,3,4");
    assertThat(base.count("oubli.departed_tie where row_key = '1'")).isZero();
  }

  /** Nobody ever pointed at address 4, and 3 waits for its second inhabitant. */
  @Test
  void anAddressThatTwoSharedGoesAfterTheSecond() {
    homes("users: delete, addresses: delete");
    night();

    base.purge("2031-01-02");

    assertThat(ids("users")).isEqualTo("-");
    assertThat(ids("addresses")).isEqualTo("4");
    assertThat(base.count("oubli.departed_tie")).isZero();
  }

  @Test
  void whoMovesInMeanwhileKeepsTheAddress() {
    homes("users: delete, addresses: delete");
    base.policy(read().replace("users: delete, addresses: delete", "users: delete"));
    night();
    base.policy(read().replace("users: delete", "users: delete, addresses: delete"));
    base.execute("insert into users values (9, 'neu@ex.org', 1, '2026-11-01')");

    night();

    assertThat(ids("addresses")).isEqualTo("1,2,3,4");
  }

  @Test
  void ordersGoWithTheRowsBelowThatToldWhoseTheyAre() {
    orderedBelow("orders.at");
    base.policy(
        read()
            .replaceFirst(
                "then: .*",
                "then: { users: anonymise, orders: delete, buyers: delete, addresses: delete }"));

    night();

    assertThat(ids("orders")).isEqualTo("10,12,14,15,16");
    assertThat(ids("addresses")).isEqualTo("1000,1200,1400,1500,1600");
    assertThat(ids("buyers")).isEqualTo("100,120,140,150,160");
    assertThat(base.count("oubli.departed_tie where row_key not in ('16')")).isZero();
  }

  /** The address that tells a guest's orders apart stands in a child of a child. */
  @Test
  void aChildOfAChildCarriesTheAddress() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null unique, seen timestamptz);
        create table orders (id bigint primary key, at timestamptz not null);
        create table contacts (id bigint primary key, order_id bigint not null references orders, name text);
        create table mails (id bigint primary key, contact_id bigint not null references contacts, email text);
        insert into users values (1, 'a@ex.org', '2026-01-01'), (2, 'b@ex.org', '2015-01-01');
        insert into orders select i, '2015-01-01' from generate_series(1, 4) i;
        insert into contacts select i, i, 'x' || i from generate_series(1, 4) i;
        insert into mails values (1, 1, 'A@ex.org'), (2, 2, 'b@ex.org'), (3, 3, 'guest@ex.org'),
          (4, 4, 'a@ex.org'), (5, 4, 'b@ex.org');
        create index on contacts (order_id); create index on mails (contact_id);""");
    base.map(
        users()
            .collection("orders", "id !", "at")
            .collection("contacts", "id !", "order_id >orders.id identifies", "name #user.name")
            .collection(
                "mails",
                "id !",
                "contact_id >contacts.id identifies",
                "email @email #user.contact.email")
            .toString());
    policy(
        "users.seen, orders.at",
        "users: anonymise, orders: delete, contacts: delete, mails: delete");

    night();

    assertThat(ids("orders")).isEqualTo("1,4");
    assertThat(ids("contacts")).isEqualTo("1,4");
    assertThat(masked()).isEqualTo("2");
  }

  @Test
  void anArchivedRowIsKeptByAHoldOnAPartyOfIt() {
    agents(" party", " owner");
    base.policy(
        read()
            .replace(
                "then: { orders: delete, users: anonymise }",
                "then: { users: anonymise }\n"
                    + "  orders: { cites: '1 year', basis: contract, starts: { row: orders.at },"
                    + " keep: { at-most: P1Y }, then: { orders: archive } }\n"
                    + "  archived: { cites: '6 years', basis: law, starts: { row: orders.at },"
                    + " keep: { at-least: P6Y }, then: { orders: delete } }"));
    base.purge("2021-01-01");
    assertThat(base.count("oubli.archive")).isEqualTo(2);
    hold(Scope.SUBJECT, "3");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(base.text("select string_agg(row_key, ',') from oubli.archive")).isEqualTo("2");
  }

  private List<String> persons(String collection, String key) {
    LocalDate day = LocalDate.parse(NIGHT);
    Eligibilities eligibilities = new Eligibilities(base.policy(), base.map(), base.catalog(), day);
    return new Explainer(base.policy(), eligibilities, base.dataSource()).persons(collection, key);
  }

  @Test
  void explainTellsWhoseARowIsAndWhomItConcerns() {
    agents(" party", " owner");

    assertThat(persons("orders", "2"))
        .containsExactly(
            "row 2 of orders belongs to users 4 by customer_id",
            "row 2 of orders also concerns users 3 by created_by");
    assertThat(persons("users", "4")).isEmpty();
  }

  @Test
  void explainTellsAllWhomTheRowsBelowName() {
    orderedBelow("orders.at");

    assertThat(persons("addresses", "1600"))
        .containsExactly(
            "row 1600 of addresses belongs to users 1, 2 by order_id and the rows of buyers and user_id");
    assertThat(persons("orders", "11"))
        .containsExactly("row 11 of orders has no account: an identity tells whose it is");
  }

  @Test
  void explainTellsARowThatIsNobodys() {
    models(" model=user", " model=sale");

    assertThat(persons("messages", "2"))
        .containsExactly("row 2 of messages belongs to users 8 by res_id and user_id");
    assertThat(persons("messages", "4"))
        .containsExactly(
            "row 4 of messages belongs to nobody: no account is at the end of its references");
  }

  @Test
  void theNightSaysHowManyRowsAreNobodys() {
    models(" model=user", " model=sale");

    assertThat(base.purge(NIGHT).remarks())
        .anyMatch(line -> line.startsWith("1 row of messages: no clock ever starts for them"))
        .noneMatch(line -> line.contains("rows of sales"));
  }

  @Test
  void masksThatLeaveEverythingAsItIsHaveNothingToDo() {
    agents(" party", " owner");
    base.policy(
        read()
            .replace("orders: delete", "orders: anonymise")
            .replace("user: null_rewrite", "orders.address: preserve, user: null_rewrite"));

    night();

    assertThat(ids("orders where address is not null")).isEqualTo("1,2");
    assertThat(masked()).isEqualTo("1,3");
  }

  @Test
  void whereOnlyPartiesAreSaidNothingGoesByItself() {
    agents(" party", " party");

    assertThat(base.problems())
        .anySatisfy(
            line -> assertThat(line).contains("nothing tells whose the rows of 'orders' are"));
  }

  @Test
  void aReferenceToAPersonCannotIdentifyThem() {
    agents(" identifies", " owner");

    assertThat(base.problems())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "'created_by' identifies rows of 'users', each of which is a person"));
  }

  @Test
  void whatTellsWhoseARowIsIsNotToldByThatTable() {
    replaced(" identifies", " owner");

    assertThat(base.problems())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "'parcels.order_id' says that it tells whose rows of 'orders' are, and rows"
                            + " of 'orders' tell by 'parcels.first_order_id' whose its own are")
                    .contains("write tie: party on one of the two references"));
  }

  @Test
  void aPartyOfTheRowThatTellsMayBeOfThatTable() {
    replaced(" identifies", " party");

    assertThat(base.problems()).isEmpty();
  }

  /** A parcel of somebody who left, for an order that an active guest placed. */
  @Test
  void whatLiesAboveAnotherThanTheOwnerDoesNotSayWhoseARowIs() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, seen timestamptz not null);
        create table orders (id bigint primary key, address text);
        create table guests (id bigint primary key, order_id bigint references orders, email text);
        create table parcels (id bigint primary key, user_id bigint references users,
          order_id bigint references orders);
        insert into users values (1, 'ancienne@ex.org', '2019-01-01'), (2, 'active@ex.org', '2026-10-01');
        insert into orders values (1, 'rue A');
        insert into guests values (1, 1, 'active@ex.org');
        insert into parcels values (1, 1, 1), (2, 2, 1);
        create index on parcels (user_id); create index on parcels (order_id);
        create index on guests (order_id); create index on guests (lower(btrim(email)));""");
    base.map(
        users()
            .collection("orders", "id !", "address #user.contact.address")
            .collection(
                "guests",
                "id !",
                "order_id >orders.id identifies",
                "email @email #user.contact.email")
            .collection("parcels", "id !", "user_id >users.id", "order_id >orders.id")
            .toString());
    policy("users.seen", "parcels: delete, users: anonymise");

    night();

    assertThat(ids("parcels")).isEqualTo("2");
  }

  /** A parcel sent again names the order that it came from first, and carries an e-mail. */
  private void replaced(String order, String first) {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, seen timestamptz not null);
        create table orders (id bigint primary key, user_id bigint references users, address text);
        create table parcels (id bigint primary key, user_id bigint references users,
          order_id bigint references orders, first_order_id bigint references orders, email text);
        insert into users values (1, 'ancienne@ex.org', '2019-01-01'), (2, 'active@ex.org', '2026-10-01');
        insert into orders values (1, null, 'rue A'), (2, null, 'rue B');
        insert into parcels values (1, 1, 1, 2, 'ancienne@ex.org'), (2, 2, 2, 1, 'active@ex.org');
        create index on orders (user_id); create index on parcels (user_id);
        create index on parcels (order_id); create index on parcels (first_order_id);
        create index on parcels (lower(btrim(email)));""");
    base.map(
        users()
            .collection("orders", "id !", "user_id >users.id", "address #user.contact.address")
            .collection(
                "parcels",
                "id !",
                "user_id >users.id" + (first.equals(" owner") ? " owner" : ""),
                "order_id >orders.id" + order,
                "first_order_id >orders.id" + first,
                "email @email #user.contact.email")
            .toString());
    policy("users.seen", "parcels: delete, orders: delete, users: anonymise");
  }

  /** Such a parcel was sent once; what it told of its order is noted once. */
  @Test
  void aRowMayTellOfOneRowByTwoReferences() {
    replaced(" identifies", " identifies");
    base.execute("update parcels set first_order_id = order_id");

    night();

    assertThat(ids("parcels")).isEqualTo("2");
    assertThat(ids("orders")).isEqualTo("2");
  }

  @Test
  void aHoldOnTheRowThatTellsWhoseAnOrderIsKeepsTheOrder() {
    orderedBelow("orders.at");
    new HoldRegister(base.dataSource())
        .add(Scope.ROW, "buyers", "110", "lawsuit", "legal", LocalDate.of(2027, 1, 1), "me");

    night();

    assertThat(ids("orders where comment is null")).isEqualTo("13");
    assertThat(ids("addresses where street is null")).isEqualTo("1300");
  }
}
