package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases in which it was once told wrongly whose a row is. */
class FoundPersonsIT extends Found {

  private static final Identity ANNE = Identity.email("a@example.fr");
  private static final String LAST_SEEN =
      """
      policy: found
      language: 2
      zone: Europe/Paris
      subject: { collection: people, same-person-by: [email] }
      rules:
        people:
          cites: section 4
          basis: contract
          starts: { row: people.id }
          keep: { at-most: P1Y }
          then: { people: delete }
      """;
  private static final String PEOPLE =
      """
      - name: people
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: email, fides_meta: { identity: email } }
      """;

  /** The rows that a letter's search finds, each with its state. */
  private @Nullable String found(Identity who, String map) throws IOException {
    Desk desk = new Desk(database, policy(LAST_SEEN), map(map), LocalDate.of(2026, 1, 4));
    desk.letter(Right.ERASURE, who);
    return database.text(
        "select string_agg(collection || ' ' || row_key || ' ' || state, ', '"
            + " order by collection, row_key) from oubli.request_match");
  }

  @Test
  void aLineIsThePersonsOnlyIfAllColumnsOfItsKeyLeadToTheirOrder() throws IOException {
    tables(
        """
        create table people (id int primary key, email text);
        create table orders (shop int, id int, person int references people,
          primary key (shop, id));
        create table lines (id int primary key, shop int, order_id int,
          foreign key (shop, order_id) references orders);
        insert into people values (1, 'a@example.fr'), (2, 'b@example.fr');
        insert into orders values (1, 1, 1), (1, 2, 2), (2, 1, 2);
        insert into lines values (11, 1, 1), (12, 1, 2), (21, 2, 1);
        """);

    String found =
        found(
            ANNE,
            PEOPLE
                + """
            - name: orders
              fields:
                - { name: shop, fides_meta: { primary_key: true } }
                - { name: id, fides_meta: { primary_key: true } }
                - { name: person, fides_meta: { references: [{ dataset: d, field: people.id }] } }
            - name: lines
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: shop, fides_meta: { references: [{ dataset: d, field: orders.shop }] } }
                - { name: order_id, fides_meta: { references: [{ dataset: d, field: orders.id }] } }
            """);

    assertThat(found).isEqualTo("lines 11 confirmed, orders (1,1) confirmed, people 1 confirmed");
  }

  @Test
  void anAnswerToThePersonsNoteIsTheirsOnlyIfItsOwnAddressSaysNothingElse() throws IOException {
    tables(
        """
        create table people (id int primary key, email text);
        create table notes (id int primary key, email text, answers int references notes);
        insert into people values (1, 'a@example.fr'), (2, 'b@example.fr');
        insert into notes values (11, 'A@example.fr', null), (12, 'b@example.fr', 11),
          (13, 'a@example.fr ', 11), (14, null, 13), (15, null, 12), (16, '', 11);
        """);

    String found =
        found(
            ANNE,
            PEOPLE
                + """
                - name: notes
                  fields:
                    - { name: id, fides_meta: { primary_key: true } }
                    - { name: email, fides_meta: { identity: email } }
                    - { name: answers, fides_meta: { references: [{ dataset: d, field: notes.id }] } }
                """);

    assertThat(found)
        .isEqualTo(
            "notes 11 confirmed, notes 12 proposed, notes 13 confirmed, notes 14 confirmed,"
                + " notes 16 confirmed, people 1 confirmed");
  }

  @Test
  void aRowThatAnotherReferenceLeadsToSomebodyElsesAccountIsTheirs() throws IOException {
    tables(
        """
        create table people (id int primary key, email text);
        create table orders (id int primary key, person int references people);
        create table notes (id int primary key, order_id int references orders,
          answers int references notes);
        insert into people values (1, 'a@example.fr'), (2, 'b@example.fr');
        insert into orders values (1, 1), (2, 2);
        insert into notes values (11, 1, null), (12, 2, 11), (13, 1, 11), (14, null, 11);
        """);

    String found =
        found(
            ANNE,
            PEOPLE
                + """
                - name: orders
                  fields:
                    - { name: id, fides_meta: { primary_key: true } }
                    - { name: person, fides_meta: { references: [{ dataset: d, field: people.id }] } }
                - name: notes
                  fields:
                    - { name: id, fides_meta: { primary_key: true } }
                    - { name: order_id, fides_meta: { references: [{ dataset: d, field: orders.id }] } }
                    - { name: answers, fides_meta: { references: [{ dataset: d, field: notes.id }] } }
                """);

    assertThat(found)
        .isEqualTo(
            "notes 11 confirmed, notes 12 proposed, notes 13 confirmed, notes 14 confirmed,"
                + " orders 1 confirmed, people 1 confirmed");
  }

  @Test
  void aFirmIsNotThePersonsBecauseItHasTheirAddressNorAreItsPeople() throws IOException {
    tables(
        """
        create table firms (id int primary key, email text);
        create table people (id int primary key, email text, firm int references firms);
        insert into firms values (1, 'a@example.fr');
        insert into people values (1, 'a@example.fr', 1), (2, null, 1), (3, null, null);
        """);

    String found =
        found(
            ANNE,
            PEOPLE
                + """
                    - { name: firm, fides_meta: { references: [{ dataset: d, field: firms.id }] } }
                - name: firms
                  fields:
                    - { name: id, fides_meta: { primary_key: true } }
                    - { name: email, fides_meta: { identity: email } }
                """);

    assertThat(found).isEqualTo("firms 1 proposed, people 1 confirmed");
  }

  @Test
  void anEmptyAddressMakesNobodyTheSamePerson() throws IOException {
    tables(
        """
        create table people (id int primary key, email text);
        insert into people values (1, ''), (2, ' '), (3, '');
        """);

    String found = found(new Identity("people.id", "1"), PEOPLE);

    assertThat(found).isEqualTo("people 1 confirmed");
  }

  @Test
  void anEmptyAddressLetsNobodysEventsKeepAStranger() throws IOException {
    tables(
        """
        create table people (id int primary key, email text, at date);
        insert into people values (1, '', '2020-01-01'), (2, ' ', '2025-12-01');
        """);

    purge(
        PEOPLE + "    - { name: at }\n",
        """
        subject: { collection: people, same-person-by: [email] }
        rules:
          people:
            cites: section 4
            basis: contract
            starts: { latest: [{ people.at: required }], per: subject }
            keep: { at-most: P1Y }
            then: { people: delete }
        """);

    assertThat(database.text("select string_agg(id::text, ',') from people")).isEqualTo("2");
  }
}
