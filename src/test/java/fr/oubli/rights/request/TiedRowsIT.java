package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rows with more than one tie to people: whose they are is confirmed, whom they concern proposed.
 */
class TiedRowsIT {

  private static final String POLICY =
      """
      policy: tied
      zone: Europe/Paris
      subject: { collection: members, same-person-by: [email] }
      rules:
        members:
          cites: section 4
          basis: contract
          starts: { row: members.id }
          keep: { at-most: P1Y }
          then: { members: delete }
      """;
  private static final String MEMBERS =
      """
      - name: members
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
      """;
  private static final String TABLE =
      """
      create table members (id int primary key, email text);
      insert into members values (1, 'lea@example.fr'), (2, 'max@example.fr'), (3, 'zoe@example.fr');
      """;

  private final Foreign database = new Foreign();

  @AfterEach
  void close() {
    database.close();
  }

  private String found(String tables, String map) {
    return found(tables, map, Identity.email("lea@example.fr"));
  }

  private String found(String tables, String map, Identity... who) {
    database.tables(tables);
    database.map("dataset:\n  - fides_key: d\n    collections:\n" + map.indent(6));
    database.policy(POLICY);
    desk().letter(Right.ACCESS, who);
    return found();
  }

  private Desk desk() {
    return new Desk(database, database.policy(), database.map(), Desk.TODAY);
  }

  private String found() {
    return database.text(
        "select string_agg(collection || ' ' || row_key || ' ' || state, ', '"
            + " order by collection, row_key) from oubli.request_match"
            + " where request = (select max(id) from oubli.request)"
            + " and (collection <> 'members' or row_key <> '1')");
  }

  private static String collection(String name, String... fields) {
    return "- name: "
        + name
        + "\n  fields:\n    - { name: id, fides_meta: { primary_key: true } }\n"
        + String.join("", fields);
  }

  private static String to(String field, String target) {
    return to(field, target, "");
  }

  /**
   * @param more such as {@code , tie: party}
   */
  private static String to(String field, String target, String more) {
    return "    - { name: %s, fides_meta: { references: [{ dataset: d, field: %s%s }] } }\n"
        .formatted(field, target, more);
  }

  private static String text(String field) {
    return "    - { name: %s, data_categories: [user.content] }\n".formatted(field);
  }

  private static String email(String field) {
    return "    - { name: %s, data_categories: [user.contact.email], fides_meta: { identity: email } }\n"
        .formatted(field);
  }

  @Test
  void ofThreePeopleInARowItIsTheOwnersAndConcernsTheOthers() {
    String found =
        found(
            TABLE
                + """
                create table cases (id int primary key, client int references members,
                  lawyer int references members, clerk int references members);
                insert into cases values (1, 1, 2, 3), (2, 2, 1, 3), (3, 2, 3, 1), (4, 3, 2, 2),
                  (5, null, 1, null);
                """,
            MEMBERS
                + collection(
                    "cases",
                    to("client", "members.id", ", tie: owner"),
                    to("lawyer", "members.id", ", tie: party"),
                    to("clerk", "members.id", ", tie: party")));

    assertThat(found)
        .isEqualTo("cases 1 confirmed, cases 2 proposed, cases 3 proposed, cases 5 proposed");
  }

  @Test
  void aCommentIsItsAuthorsAndConcernsWhoWroteThePost() {
    String found =
        found(
            TABLE
                + """
                create table posts (id int primary key, author int references members);
                create table replies (id int primary key, post int references posts,
                  author int references members);
                create table likes (id int primary key, reply int references replies);
                insert into posts values (1, 3), (2, 1);
                insert into replies values (1, 1, 1), (2, 2, 3), (3, 2, 1), (4, 1, 2);
                insert into likes values (1, 1), (2, 2), (4, 4);
                """,
            MEMBERS
                + collection("posts", to("author", "members.id"))
                + collection("replies", to("post", "posts.id"), to("author", "members.id"))
                + collection("likes", to("reply", "replies.id")));

    assertThat(found)
        .isEqualTo(
            "likes 1 confirmed, likes 2 proposed, posts 2 confirmed, replies 1 confirmed,"
                + " replies 2 proposed, replies 3 confirmed");
    assertThat(
            database.text(
                "select string_agg(collection || ' ' || found_by || ' ' || part || ' ' || way, ', '"
                    + " order by collection) from oubli.request_match where state = 'proposed'"))
        .isEqualTo(
            "likes reply party likes.reply to replies, replies post party replies.post to posts");
  }

  @Test
  void aReferenceUnderAConditionLeadsOnlyWhereItHolds() {
    String found =
        found(
            TABLE
                + """
                create table deals (id int primary key, member int references members);
                create table notes (id int primary key, about text, about_id int);
                insert into deals values (1, 2), (9, 1);
                insert into notes values (1, 'member', 1), (2, 'deal', 1), (3, 'deal', 9),
                  (4, 'product', 1), (5, 'member', 2), (6, null, 1);
                """,
            MEMBERS
                + collection("deals", to("member", "members.id"))
                + collection(
                    "notes",
                    "    - { name: about }\n",
                    "    - { name: about_id, fides_meta: { references: ["
                        + "{ dataset: d, field: members.id, when: { about: [member] } },"
                        + " { dataset: d, field: deals.id, when: { about: [deal] } }] } }\n"));

    assertThat(found).isEqualTo("deals 9 confirmed, notes 1 confirmed, notes 3 confirmed");
  }

  private static final String GUEST =
      TABLE
          + """
          create table orders (id int primary key, comment text);
          create table buyers (id int primary key, order_id int references orders,
            member int references members, email text);
          create table places (id int primary key, order_id int references orders, street text);
          insert into orders values (10, 'ring'), (11, 'code'), (12, 'twice'), (13, 'nobody');
          insert into buyers values (100, 10, 1, 'lea@example.fr'), (110, 11, null, 'ines@example.fr'),
            (120, 12, 1, 'lea@example.fr'), (121, 12, null, 'ines@example.fr');
          insert into places values (1000, 10, 'a'), (1100, 11, 'b'), (1200, 12, 'c'), (1300, 13, 'd');
          """;

  private static String guest(String tie) {
    return MEMBERS
        + collection("orders", text("comment"))
        + collection(
            "buyers", to("order_id", "orders.id", tie), to("member", "members.id"), email("email"))
        + collection("places", to("order_id", "orders.id"), text("street"));
  }

  @Test
  void anOrderIsTheirsOfWhomTheRowBelowTells() {
    assertThat(found(GUEST, guest(", tie: identifies"), Identity.email("ines@example.fr")))
        .isEqualTo(
            "buyers 110 confirmed, buyers 120 proposed, buyers 121 confirmed, orders 11 confirmed,"
                + " orders 12 proposed, places 1100 confirmed, places 1200 proposed");
    assertThat(found(GUEST, guest(", tie: identifies")))
        .isEqualTo(
            "buyers 100 confirmed, buyers 120 confirmed, buyers 121 proposed, orders 10 confirmed,"
                + " orders 12 proposed, places 1000 confirmed, places 1200 proposed");
  }

  @Test
  void whereNothingIsSaidOfTheRowBelowTheOrderIsProposed() {
    assertThat(found(GUEST, guest(""), Identity.email("ines@example.fr")))
        .isEqualTo(
            "buyers 110 confirmed, buyers 120 proposed, buyers 121 confirmed, orders 11 proposed,"
                + " orders 12 proposed, places 1100 proposed, places 1200 proposed");
  }

  @Test
  void aChildOfAChildThatCarriesTheAddressTellsToo() {
    String tables =
        """
        create table members (id int primary key, email text);
        create table orders (id int primary key, comment text);
        create table buyers (id int primary key, order_id int references orders, name text);
        create table contacts (id int primary key, buyer int references buyers, email text);
        insert into orders values (1, 'a'), (2, 'b');
        insert into buyers values (11, 1, 'Ines'), (12, 2, 'Max');
        insert into contacts values (111, 11, 'ines@example.fr'), (121, 12, 'max@example.fr');
        """;
    String map =
        MEMBERS
            + collection("orders", text("comment"))
            + collection("buyers", to("order_id", "orders.id", "%1$s"), text("name"))
            + collection("contacts", to("buyer", "buyers.id", "%1$s"), email("email"));
    Identity ines = Identity.email("ines@example.fr");

    assertThat(found(tables, map.replace("%1$s", ", tie: identifies"), ines))
        .isEqualTo("buyers 11 confirmed, contacts 111 confirmed, orders 1 confirmed");
    assertThat(found(tables, map.replace("%1$s", ""), ines))
        .isEqualTo("buyers 11 proposed, contacts 111 confirmed, orders 1 proposed");
  }

  private static final String CARRIED =
      TABLE
          + """
          create table orders (id int primary key, member_id int references members, email text,
            billing text);
          insert into orders values (1, 1, 'lea@example.fr', null), (2, 2, 'lea@example.fr', null),
            (3, null, 'lea@example.fr', null), (4, 1, 'max@example.fr', null),
            (5, null, 'LEA@example.fr', 'max@example.fr'), (6, null, 'lea@example.fr', 'a@b.fr');
          """;

  private static String carried() {
    return MEMBERS
        + collection("orders", to("member_id", "members.id"), email("email"), email("billing"));
  }

  @Test
  void anOrderWithTheAddressOnAnotherAccountIsProposed() {
    assertThat(found(CARRIED, carried()))
        .isEqualTo(
            "members 2 proposed, orders 1 confirmed, orders 2 proposed, orders 3 confirmed,"
                + " orders 4 confirmed, orders 5 proposed, orders 6 confirmed");
  }

  @Test
  void itIsConfirmedWhereThatAccountIsThePersonsToo() {
    assertThat(
            found(
                CARRIED + "update members set email = ' Lea@example.fr' where id = 2;", carried()))
        .isEqualTo(
            "members 2 confirmed, orders 1 confirmed, orders 2 confirmed, orders 3 confirmed,"
                + " orders 4 confirmed, orders 5 confirmed, orders 6 confirmed");
    assertThat(
            found(
                CARRIED,
                carried(),
                Identity.email("lea@example.fr"),
                Identity.email("max@example.fr")))
        .isEqualTo(
            "members 2 confirmed, orders 1 confirmed, orders 2 confirmed, orders 3 confirmed,"
                + " orders 4 confirmed, orders 5 confirmed, orders 6 confirmed");
  }

  /** A guest's order is theirs by its address alone; a ticket for it may be for somebody else. */
  @Test
  void whatBelongsToAGuestsOrderAndCarriesAnAddressOfItsOwnIsNotTheGuests() {
    String tables =
        TABLE
            + """
            create table orders (id int primary key, member_id int references members, email text);
            create table tickets (id int primary key, order_id int references orders, email text);
            insert into orders values (1, null, 'lea@example.fr'), (2, 1, null);
            insert into tickets values (1, 1, 'tom@example.fr'), (2, 1, null),
              (3, 1, 'lea@example.fr'), (4, 2, 'tom@example.fr');
            """;
    String map =
        MEMBERS
            + collection("orders", to("member_id", "members.id"), email("email"))
            + collection("tickets", to("order_id", "orders.id"), email("email"));

    assertThat(found(tables, map))
        .isEqualTo(
            "orders 1 confirmed, orders 2 confirmed, tickets 1 proposed, tickets 2 confirmed,"
                + " tickets 3 confirmed, tickets 4 confirmed");
  }

  /** Two ordered together; the place of the visit for that order concerns both. */
  @Test
  void whatRowsOfASharedRowReferToIsProposedToo() {
    String tables =
        TABLE
            + """
            create table orders (id int primary key, member_id int references members);
            create table buyers (id int primary key, order_id int references orders,
              member_id int references members);
            create table places (id int primary key, street text);
            create table visits (id int primary key, order_id int references orders,
              place_id int references places);
            insert into orders values (1, 1), (2, 2);
            insert into buyers values (1, 1, 2), (2, 2, 2);
            insert into places values (1, 'a'), (2, 'b');
            insert into visits values (1, 1, 1), (2, 2, 2);
            """;
    String map =
        MEMBERS
            + collection("orders", to("member_id", "members.id"))
            + collection(
                "buyers",
                to("order_id", "orders.id", ", tie: identifies"),
                to("member_id", "members.id"))
            + collection("places", text("street"))
            + collection("visits", to("order_id", "orders.id"), to("place_id", "places.id"));

    assertThat(found(tables, map))
        .isEqualTo("buyers 1 proposed, orders 1 proposed, places 1 proposed, visits 1 proposed");
  }

  /** The mark tells whose a thing is, but nothing says of the mark itself whose it is. */
  @Test
  void whatOnlyBelongsToAPersonsRowTellsNothingOfTheRowsAbove() {
    String tables =
        TABLE
            + """
            create table things (id int primary key, comment text);
            create table cases (id int primary key, member_id int references members);
            create table marks (id int primary key, thing_id int references things,
              case_id int references cases, comment text);
            insert into things values (1, 'a'), (2, 'b');
            insert into cases values (1, 1), (2, 2);
            insert into marks values (1, 1, 1, 'c'), (2, 1, 2, 'd'), (3, 2, 1, 'e');
            """;
    String map =
        MEMBERS
            + collection("things", text("comment"))
            + collection("cases", to("member_id", "members.id"))
            + collection(
                "marks",
                to("thing_id", "things.id", ", tie: identifies"),
                to("case_id", "cases.id", ", tie: identifies"),
                text("comment"));

    assertThat(found(tables, map))
        .isEqualTo(
            "cases 1 confirmed, cases 2 proposed, marks 1 confirmed, marks 2 proposed,"
                + " marks 3 confirmed, things 1 proposed, things 2 proposed");
  }

  @Test
  void anOrderOfTwoGuestsIsNeitherOnesAlone() {
    String tables =
        """
        create table members (id int primary key, email text);
        create table orders (id int primary key, comment text);
        create table buyers (id int primary key, order_id int references orders, name text);
        create table contacts (id int primary key, buyer int references buyers, email text);
        insert into orders values (1, 'a');
        insert into buyers values (11, 1, 'Ines'), (12, 1, 'Max');
        insert into contacts values (111, 11, 'ines@example.fr'), (121, 12, 'max@example.fr');
        """;
    String map =
        MEMBERS
            + collection("orders", text("comment"))
            + collection("buyers", to("order_id", "orders.id", ", tie: identifies"), text("name"))
            + collection("contacts", to("buyer", "buyers.id", ", tie: identifies"), email("email"));

    assertThat(found(tables, map, Identity.email("ines@example.fr")))
        .startsWith("buyers 11 confirmed")
        .contains("contacts 111 confirmed", "orders 1 proposed")
        .doesNotContain("buyers 12 confirmed", "contacts 121 confirmed");
  }

  @Test
  void aPostOfWhichAKeyAndAValueTellGoesWithItsOtherValues() {
    String found =
        found(
            """
            create table members (id int primary key, email text);
            create table posts (id int primary key, title text);
            create table meta (id int primary key, post int references posts, key text, value text);
            insert into posts values (1, 'order of Ines'), (2, 'order of Max'), (3, 'page');
            insert into meta values (11, 1, 'email', 'ines@example.fr'), (12, 1, 'city', 'Lyon'),
              (13, 1, 'total', '12.50'), (21, 2, 'email', 'max@example.fr'), (22, 2, 'city', 'Lyon'),
              (31, 3, 'city', 'Lyon');
            """,
            MEMBERS
                + collection("posts", text("title"))
                + collection(
                    "meta",
                    to("post", "posts.id", ", tie: identifies"),
                    "    - { name: key }\n",
                    email("value")),
            Identity.email("ines@example.fr"));

    assertThat(found)
        .isEqualTo("meta 11 confirmed, meta 12 confirmed, meta 13 confirmed, posts 1 confirmed");
  }

  private static final String HOMES =
      """
      create table homes (id int primary key, street text);
      create table members (id int primary key, email text, home int references homes);
      insert into homes values (1, 'own'), (2, 'shared'), (3, 'of others');
      insert into members values (1, 'lea@example.fr', 1), (2, 'max@example.fr', 2),
        (3, 'zoe@example.fr', 2), (4, 'lea@example.fr', 2), (5, 'x@example.fr', 3);
      """;

  private static String homes(String tie) {
    return MEMBERS + to("home", "homes.id", tie) + collection("homes", text("street"));
  }

  @Test
  void anAddressIsTheirsWhoAloneLiveThere() {
    assertThat(found(HOMES, homes(", tie: identifies")))
        .isEqualTo("homes 1 confirmed, homes 2 proposed, members 4 confirmed");
    assertThat(found(HOMES, homes("")))
        .isEqualTo("homes 1 proposed, homes 2 proposed, members 4 confirmed");
  }

  @Test
  void aMessageIsItsSendersAndConcernsItsRecipient() {
    String found =
        found(
            TABLE
                + """
                create table messages (id int primary key, sender int references members,
                  recipient int references members, body text);
                insert into messages values (1, 1, 2, 'a'), (2, 2, 1, 'b'), (3, 2, 3, 'c'),
                  (4, 1, 1, 'd');
                """,
            MEMBERS
                + collection(
                    "messages",
                    to("sender", "members.id", ", tie: owner"),
                    to("recipient", "members.id", ", tie: party"),
                    text("body")));

    assertThat(found).isEqualTo("messages 1 confirmed, messages 2 proposed, messages 4 confirmed");
  }

  @Test
  void anAddressThatNobodyConfirmedIdentifiesNobody() {
    String tables =
        """
        create table members (id int primary key, email text, pending_email text);
        create table orders (id int primary key, member int references members);
        insert into members values (1, 'lea@example.fr', null), (2, 'max@example.fr', 'LEA@example.fr');
        insert into orders values (1, 1), (2, 2);
        """;
    String map =
        MEMBERS
            + email("pending_email").replace("identity: email", "identity: email, confirmed: false")
            + collection("orders", to("member", "members.id"));

    assertThat(found(tables, map)).isEqualTo("members 2 proposed, orders 1 confirmed");
    assertThat(
            database.text(
                "select found_by || ' ' || part from oubli.request_match where row_key = '2'"))
        .isEqualTo("pending_email party");
    assertThat(found(tables, map, new Identity("members.id", "1")))
        .isEqualTo("members 2 proposed, orders 1 confirmed");
  }

  @Test
  void aFirmsAddressConfirmsNeitherTheFirmNorItsKeys() {
    String found =
        found(
            """
            create table firms (id int primary key, email text);
            create table members (id int primary key, email text, firm int references firms);
            create table api_keys (id int primary key, firm int references firms, token text);
            insert into firms values (1, 'lea@example.fr'), (2, 'max@example.fr');
            insert into members values (1, 'lea@example.fr', null), (2, 'max@example.fr', 1);
            insert into api_keys values (1, 1, 'secret'), (2, 2, 'other');
            """,
            MEMBERS
                + to("firm", "firms.id")
                + collection("firms", email("email"))
                + collection("api_keys", to("firm", "firms.id"), text("token")));

    assertThat(found).isEqualTo("firms 1 proposed");
  }

  @Test
  void whatIsConfirmedAsAPartysLeadsToNoMoreThanProposals() {
    found(
        TABLE
            + """
            create table tickets (id int primary key, asker int references members,
              agent int references members);
            create table files (id int primary key, ticket int references tickets);
            insert into tickets values (1, 2, 1);
            insert into files values (1, 1);
            """,
        MEMBERS
            + collection(
                "tickets",
                to("asker", "members.id", ", tie: owner"),
                to("agent", "members.id", ", tie: party"))
            + collection("files", to("ticket", "tickets.id")));
    new Matches(database.dataSource()).decide(1, "tickets:1", true);
    desk().search(1, Identity.email("lea@example.fr"));

    assertThat(found()).isEqualTo("files 1 proposed, tickets 1 confirmed");
  }
}
