package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Clocks of persons that broke a law once, each case as small as it could be made. */
class FoundClocksIT extends Found {

  /** The end of the course is its participant's; the companion has the day of the visit alone. */
  @Test
  void whatARowToldOfItsOwnerAloneKeepsNoOtherPartyOnceItWent() throws IOException {
    tables(
        """
        create table people (id int primary key, email text);
        create table courses (id int primary key, ends date);
        create table visits (id int primary key, person int references people,
          companion int references people, course int references courses, at date);
        insert into people values (1, 'a@example.fr'), (2, 'b@example.fr');
        insert into courses values (1, '2025-01-03');
        insert into visits values (11, 1, 2, 1, '2025-01-01');
        """);
    String map =
        """
        - name: people
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: email, fides_meta: { identity: email } }
        - name: courses
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: ends }
        - name: visits
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: person, fides_meta: { references: [{ dataset: d, field: people.id, tie: owner }] } }
            - { name: companion, fides_meta: { references: [{ dataset: d, field: people.id, tie: party }] } }
            - { name: course, fides_meta: { references: [{ dataset: d, field: courses.id }] } }
            - { name: at }
        """;
    String policy =
        """
        policy: found
        zone: Europe/Paris
        language: 2
        subject: { collection: people }
        limits: { share-of-collection: 100%, from-rows: 1000 }
        rules:
          people:
            cites: section 4
            basis: contract
            starts: { latest: [{ visits.at: [any-party] }], latest-end: [courses.ends], per: subject }
            keep: { at-most: P1Y }
            then: { people: delete }
          visits:
            cites: section 4
            basis: contract
            starts: { row: visits.at }
            keep: { at-most: P1M }
            then: { visits: delete }
        """;

    purge("2026-01-01", map, policy);
    assertThat(database.count("visits")).isZero();
    assertThat(database.count("people")).isEqualTo(2);
    purge("2026-01-02", map, policy);
    assertThat(database.text("select string_agg(id::text, ',') from people")).isEqualTo("1");
    purge("2026-01-04", map, policy);
    assertThat(database.count("people")).isZero();
  }

  /**
   * The order keeps its account for somebody to mend; the other account has nothing to be mended.
   */
  @Test
  void anAccountThatKeepsItsUndatedRowIsStillToBeMendedOnceAMaskPartedItFromAnother()
      throws IOException {
    tables(
        """
        create table people (id int primary key, email text, since date);
        create table orders (id int primary key, person int references people, at date);
        insert into people values (1, 'a@example.fr', '2024-05-26'), (2, 'A@example.fr', '2024-05-26');
        insert into orders values (11, 1, null);
        """);
    String map =
        """
        - name: people
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
            - { name: since }
        - name: orders
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: person, fides_meta: { references: [{ dataset: d, field: people.id }] } }
            - { name: at }
        """;
    String policy =
        """
        policy: found
        zone: Europe/Paris
        language: 2
        subject: { collection: people, same-person-by: [email] }
        limits: { share-of-collection: 100%, from-rows: 1000 }
        rules:
          people:
            cites: section 4
            basis: contract
            starts: { latest: [orders.at], per: subject }
            keep: { at-most: P13M }
            then: { people: delete, orders: delete }
          addresses:
            cites: section 4
            basis: contract
            starts: { latest-end: [people.since], per: subject }
            keep: { at-most: P14D }
            then: { people: { anonymise: [email] } }
        anonymise:
          people.email: { strategy: string_rewrite, value: "erased-{key}@invalid" }
        """;

    purge("2025-05-22", map, policy);
    assertThat(database.text("select string_agg(email, ',' order by id) from people"))
        .isEqualTo("erased-1@invalid,erased-2@invalid");
    purge("2026-06-25", map, policy);
    assertThat(database.text("select string_agg(id::text, ',') from people")).isEqualTo("1");
    assertThat(database.count("orders")).isEqualTo(1);
  }
}
