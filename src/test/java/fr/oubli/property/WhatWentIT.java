package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases in which a row that went once changed wrongly what a rule says of its person. */
class WhatWentIT extends Found {

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

  private static final String PAID_ORDERS_END =
      """
      policy: found
      zone: Europe/Paris
      subject: { collection: people, same-person-by: [email] }
      limits: { share-of-collection: 100%%, look-at-everything-below-rows: %s }
      rules:
        paid:
          cites: section 4
          basis: contract
          starts: { row: orders.paid }
          keep: { at-most: P1Y }
          then: { orders: delete }
        persons:
          cites: section 4
          basis: contract
          starts: { latest: %s, per: subject }
          keep: { at-most: P3Y }
          %s
          then: { people: delete }
      """;

  private static String prospects(String everythingBelow) {
    return PAID_ORDERS_END.formatted(
        everythingBelow, "[{ people.joined: required }]", "unless-has: [orders]");
  }

  private static String customers() {
    return PAID_ORDERS_END.formatted(
        "0", "[{ people.joined: required }, { orders.at: required }]", "");
  }

  private @Nullable String people() {
    return database.text("select coalesce(string_agg(id::text, ',' order by id), '') from people");
  }

  @Test
  void whoHadAnOrderAsTheDayBeganIsAProspectFromTheNextDay() throws IOException {
    for (String everythingBelow : List.of("0", "1000")) {
      execute("truncate oubli.departed_event; truncate people cascade");
      execute(
          """
          insert into people values (1, 'a@example.fr', '2020-01-01'),
            (2, 'b@example.fr', '2020-01-01'), (3, 'c@example.fr', '2020-01-01');
          insert into orders values (1, 1, '2020-01-01', '2020-01-01'),
            (2, 2, '2020-01-01', '2025-12-01');
          """);

      PurgeOutcome night = purge("2026-01-01", MAP, prospects(everythingBelow));

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
    execute(
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
    execute(
        """
            insert into people values (1, 'a@example.fr', '2020-01-01'),
              (2, 'b@example.fr', '2020-01-01'), (3, 'c@example.fr', '2020-01-01');
            insert into orders values (1, 1, null, '2020-01-01'),
              (2, 2, '1970-01-01', '2020-01-01'), (3, 3, '2019-01-01', '2020-01-01');
            """);

    PurgeOutcome night = purge("2026-01-01", MAP, customers());

    assertThat(night.code()).as("%s", night.remarks()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(database.count("orders")).isZero();
    assertThat(people()).isEqualTo("1,2");
    PurgeOutcome next = purge("2026-01-02", MAP, customers());
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
    execute(
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

  /** Masking the e-mail of one account parts it from the other's doubtful order. */
  @Test
  void aDoubtThatAMaskedEMailPartsFromAnAccountCountsOnThatDay() throws IOException {
    execute(
        """
            insert into people values (1, 'a@example.fr', '2020-01-01'),
              (2, 'a@example.fr', '2020-01-01');
            insert into orders values (1, 1, null, '2025-12-01'), (2, 2, '2019-01-01', '2025-12-01');
            """);
    String policy =
        """
        policy: found
        zone: Europe/Paris
        subject: { collection: people, same-person-by: [email] }
        limits: { share-of-collection: 100% }
        rules:
          accounts:
            cites: section 4
            basis: contract
            starts: { latest: [{ people.joined: required }], per: subject }
            keep: { at-most: P1Y }
            then: { people: anonymise }
          orders:
            cites: section 4
            basis: contract
            starts: { latest: [{ orders.at: required }], per: subject }
            keep: { at-most: P3Y }
            then: { orders: delete }
        anonymise:
          user.contact.email: null_rewrite
        """;

    assertThat(purge("2026-01-01", MAP, policy).code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(database.count("people where email is null")).isEqualTo(2);
    purge("2029-01-01", MAP, policy);
    assertThat(database.count("orders")).isEqualTo(2);
    purge("2029-01-02", MAP, policy);
    assertThat(database.text("select string_agg(id::text, ',') from orders")).isEqualTo("1");
  }

  @Test
  void aReferenceIsNotEmptiedWhileARuleNeedsIt() throws IOException {
    tables(
        """
        create table jobs (id int primary key, at date);
        create table notes (id int primary key, job int references jobs on delete set null, text text);
        create index on notes (job);
        insert into jobs values (1, '2015-01-01'), (2, '2015-01-01');
        insert into notes values (1, 1, 'kept'), (2, 2, 'ended');
        insert into oubli.hold (scope, collection, row_key, reason, owner, review_on, added_by)
          values ('row', 'notes', '1', 'r', 'o', '2030-01-01', 'test');
        """);
    String map =
        """
        - name: jobs
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: at }
        - name: notes
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: job, fides_meta: { references: [{ dataset: d, field: jobs.id }] } }
            - { name: text, data_categories: [user.content] }
        """;
    String policy =
        "rules:\n  jobs:\n"
            + RULE
            + """
            starts: { row: jobs.at }
            keep: { at-most: P3Y }
            then: { notes: anonymise, jobs: delete }
        anonymise: { user.content: null_rewrite }
        """;

    assertThat(purge(map, policy).code()).isEqualTo(ExitCode.DONE);
    assertThat(
            database.text(
                "select string_agg(id || ' ' || coalesce(job::text, 'none') || ' '"
                    + " || coalesce(text, 'masked'), ', ' order by id) from notes"))
        .isEqualTo("1 1 kept, 2 none masked");

    execute("update oubli.hold set released_at = now(), released_by = 'test'");
    assertThat(purge(map, policy).code()).isEqualTo(ExitCode.DONE);
    assertThat(database.text("select count(text)::text from notes")).isEqualTo("0");
    assertThat(database.count("jobs")).isZero();
  }
}
