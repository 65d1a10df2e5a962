package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.exit.ExitCode;
import fr.oubli.retention.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What random schemas found of rows whose going changes what a rule says of their person. */
class WhatWentTest extends Found {

  private static final String MAP =
      """
      - name: people
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
          - { name: joined }
      - name: orders
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: person, fides_meta: { references: [{ dataset: d, field: people.id }] } }
          - { name: at }
          - { name: paid }
      """;

  @BeforeEach
  void peopleAndOrders() {
    tables(
        """
        create table people (id int primary key, email text, joined date);
        create table orders (id int primary key, person int references people, at date, paid date);
        """);
  }

  /** Orders end one year after they were paid. */
  private static String policy(String everythingBelow, String personsRule) {
    return "policy: found\nzone: Europe/Paris\n"
        + "subject: { collection: people, same-person-by: [email] }\n"
        + "limits: { share-of-collection: 100%, look-at-everything-below-rows: "
        + everythingBelow
        + " }\nrules:\n  paid:\n"
        + RULE
        + "    starts: { row: orders.paid }\n    keep: { at-most: P1Y }\n    then: { orders: delete }\n"
        + "  persons:\n"
        + RULE
        + personsRule;
  }

  private static String prospects(String everythingBelow) {
    return policy(
        everythingBelow,
        "    starts: { latest: [people.joined], per: subject }\n    keep: { at-most: P3Y }\n"
            + "    unless-has: [orders]\n    then: { people: delete }\n");
  }

  private static String customers() {
    return policy(
        "0",
        "    starts: { latest: [people.joined, orders.at], per: subject }\n"
            + "    keep: { at-most: P3Y }\n    then: { people: delete }\n");
  }

  private String people() {
    return database.text("select coalesce(string_agg(id::text, ',' order by id), '') from people");
  }

  @Test
  void whoHadAnOrderAsTheDayBeganIsAProspectFromTheNextDay() throws IOException {
    for (String everythingBelow : List.of("0", "1000")) {
      database.jdbc().execute("truncate oubli.departed_event; truncate people cascade");
      database
          .jdbc()
          .execute(
              """
              insert into people values (1, 'a@example.fr', '2020-01-01'),
                (2, 'b@example.fr', '2020-01-01'), (3, 'c@example.fr', '2020-01-01');
              insert into orders values (1, 1, '2020-01-01', '2020-01-01'),
                (2, 2, '2020-01-01', '2025-12-01');
              """);

      Outcome night = purge("2026-01-01", MAP, prospects(everythingBelow));

      assertThat(night.code()).as("%s", night.remarks()).isEqualTo(ExitCode.DONE);
      assertThat(database.text("select string_agg(id::text, ',') from orders")).isEqualTo("2");
      assertThat(people()).isEqualTo("1,2");
      purge("2026-01-01", MAP, prospects(everythingBelow));
      assertThat(people()).as("the same day again").isEqualTo("1,2");
      assertThat(purge("2026-01-02", MAP, prospects(everythingBelow)).code())
          .isEqualTo(ExitCode.DONE);
      assertThat(people()).as("the next day").isEqualTo("2");
    }
  }

  @Test
  void anOrderOfAnotherAccountOfThePersonCountsToo() throws IOException {
    database
        .jdbc()
        .execute(
            """
            insert into people values (1, 'a@example.fr', '2020-01-01'),
              (2, 'A@example.fr ', '2020-01-01');
            insert into orders values (1, 1, '2020-01-01', '2020-01-01');
            """);

    assertThat(purge("2026-01-01", MAP, prospects("0")).code()).isEqualTo(ExitCode.DONE);
    assertThat(people()).isEqualTo("1,2");
    assertThat(purge("2026-01-02", MAP, prospects("0")).code()).isEqualTo(ExitCode.DONE);
    assertThat(people()).isEmpty();
  }

  @Test
  void anOrderWithoutADateCountsOnTheDayOnWhichItWent() throws IOException {
    database
        .jdbc()
        .execute(
            """
            insert into people values (1, 'a@example.fr', '2020-01-01'),
              (2, 'b@example.fr', '2020-01-01'), (3, 'c@example.fr', '2020-01-01');
            insert into orders values (1, 1, null, '2020-01-01'),
              (2, 2, '1970-01-01', '2020-01-01'), (3, 3, '2019-01-01', '2020-01-01');
            """);

    Outcome night = purge("2026-01-01", MAP, customers());

    assertThat(night.code()).as("%s", night.remarks()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(database.count("orders")).isZero();
    assertThat(people()).isEqualTo("1,2");
    Outcome next = purge("2026-01-02", MAP, customers());
    assertThat(next.code())
        .as("nothing is left to mend: %s", next.remarks())
        .isEqualTo(ExitCode.DONE);
    purge("2029-01-01", MAP, customers());
    assertThat(people()).as("the last day of three years").isEqualTo("1,2");
    purge("2029-01-02", MAP, customers());
    assertThat(people()).isEmpty();
  }

  @Test
  void anOrderDatedInTheFutureCountsOnThatDay() throws IOException {
    database
        .jdbc()
        .execute(
            """
            insert into people values (1, 'a@example.fr', '2020-01-01');
            insert into orders values (1, 1, '2027-06-01', '2020-01-01');
            """);

    assertThat(purge("2026-01-01", MAP, customers()).code()).isEqualTo(ExitCode.QUARANTINE);
    purge("2030-06-01", MAP, customers());
    assertThat(people()).isEqualTo("1");
    purge("2030-06-02", MAP, customers());
    assertThat(people()).isEmpty();
  }
}
