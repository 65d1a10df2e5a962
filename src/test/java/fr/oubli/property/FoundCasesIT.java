package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.report.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Cases that broke a law once, each as small as the shrinker left it. */
class FoundCasesIT extends Found {

  @Test
  void aRowThatOneRuleTookFreesTheRowOfAnotherInTheSameNight() throws IOException {
    tables(
        """
        create table notes (id int primary key, at date, seen date, answers int references notes);
        insert into notes values (1, '2020-01-01', null, null), (2, '2025-12-01', '2020-01-01', 1);
        """);

    PurgeOutcome outcome =
        purge(
            """
            - name: notes
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: at }
                - { name: seen }
                - { name: answers, fides_meta: { references: [{ dataset: d, field: notes.id }] } }
            """,
            "rules:\n  written:\n"
                + RULE
                + "    starts: { row: notes.at }\n    keep: { at-most: P1Y }\n    then: { notes: delete }\n"
                + "  seen:\n"
                + RULE
                + "    starts: { row: notes.seen }\n    keep: { at-most: P1Y }\n    then: { notes: delete }\n");

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(database.count("notes")).isZero();
  }

  @Test
  void aRowBelongsToTheParentThatAllColumnsOfItsKeyName() throws IOException {
    tables(
        """
        create table orders (shop int, id int, at date, primary key (shop, id));
        create table lines (id int primary key, shop int, order_id int,
          foreign key (shop, order_id) references orders);
        insert into orders values (1, 1, '2020-01-01'), (1, 2, '2025-12-01');
        insert into lines values (11, 1, 1), (12, 1, 2);
        """);

    purge(
        """
        - name: orders
          fields:
            - { name: shop, fides_meta: { primary_key: true } }
            - { name: id, fides_meta: { primary_key: true } }
            - { name: at }
        - name: lines
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: shop, fides_meta: { references: [{ dataset: d, field: orders.shop }] } }
            - { name: order_id, fides_meta: { references: [{ dataset: d, field: orders.id }] } }
        """,
        "rules:\n  orders:\n"
            + RULE
            + "    starts: { row: orders.at }\n    keep: { at-most: P1Y }\n"
            + "    then: { lines: delete, orders: delete }\n");

    assertThat(database.text("select string_agg(id::text, ',') from lines")).isEqualTo("12");
    assertThat(database.text("select string_agg(id::text, ',') from orders")).isEqualTo("2");
  }

  private static final String PEOPLE_AND_ORDERS =
      """
      - name: people
        fields:
          - { name: shop, fides_meta: { primary_key: true } }
          - { name: id, fides_meta: { primary_key: true } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
      - name: orders
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: shop, fides_meta: { references: [{ dataset: d, field: people.shop }] } }
          - { name: person, fides_meta: { references: [{ dataset: d, field: people.id }] } }
          - { name: at }
      """;
  private static final String LAST_ORDER =
      "subject: { collection: people, same-person-by: [email] }\nrules:\n  orders:\n"
          + RULE
          + "    starts: { latest: [{ orders.at: required }], per: subject }\n    keep: { at-most: P1Y }\n"
          + "    then: { orders: delete, people: delete }\n";

  private void peopleAndOrders() {
    tables(
        """
        create table people (shop int, id int, email text, primary key (shop, id));
        create table orders (id int primary key, shop int, person int, at date,
          foreign key (shop, person) references people);
        insert into people values (1, 1, 'old@example.fr'), (1, 2, 'new@example.fr'),
          (2, 1, 'old@example.fr'), (2, 2, null);
        insert into orders values (1, 1, 1, '2020-01-01'), (2, 1, 2, '2025-12-01'),
          (3, 2, 2, '2020-01-01');
        """);
  }

  @Test
  void aPersonWithAKeyOfSeveralColumnsHasTheirOwnClock() throws IOException {
    peopleAndOrders();

    assertThat(purge(PEOPLE_AND_ORDERS, LAST_ORDER).code()).isEqualTo(ExitCode.DONE);

    assertThat(database.text("select string_agg(id::text, ',') from orders")).isEqualTo("2");
    assertThat(database.count("people where (shop, id) in ((1, 1), (2, 2))")).isZero();
    assertThat(database.count("people where (shop, id) = (1, 2)")).isEqualTo(1);
  }

  @Test
  void anAccountWithoutOrdersGoesWithThePersonWhoseOtherAccountHadThem() throws IOException {
    peopleAndOrders();

    purge(PEOPLE_AND_ORDERS, LAST_ORDER);

    assertThat(database.count("people where (shop, id) = (2, 1)")).isZero();
  }

  @Test
  void aHoldOnAPersonKeepsTheRowsOfTheirOtherAccounts() throws IOException {
    peopleAndOrders();
    execute(
        "insert into oubli.hold (scope, collection, row_key, reason, owner, review_on, added_by)"
            + " values ('subject', 'people', '(2,1)', 'court', 'dpo', '2030-01-01', 'dpo')");

    purge(PEOPLE_AND_ORDERS, LAST_ORDER);

    assertThat(database.text("select string_agg(id::text, ',' order by id) from orders"))
        .isEqualTo("1,2");
  }

  @Test
  void rowsOfNobodyAreNotOnePersonsWhereKeysHaveSeveralColumns() throws IOException {
    tables(
        """
        create table people (shop int, id int, primary key (shop, id));
        create table visits (id int primary key, shop int, person int,
          foreign key (shop, person) references people);
        create table pages (id int primary key, at date, visit int references visits);
        create table links (id int primary key, page int references pages, at date);
        insert into visits values (1, null, null), (2, null, null);
        insert into pages values (1, '2020-01-01', 1), (2, '2025-12-01', 2);
        insert into links values (1, 1, '2025-12-01');
        """);

    PurgeOutcome outcome =
        purge(
            """
            - name: people
              fields:
                - { name: shop, fides_meta: { primary_key: true } }
                - { name: id, fides_meta: { primary_key: true } }
            - name: visits
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: shop, fides_meta: { references: [{ dataset: d, field: people.shop }] } }
                - { name: person, fides_meta: { references: [{ dataset: d, field: people.id }] } }
            - name: pages
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: at }
                - { name: visit, fides_meta: { references: [{ dataset: d, field: visits.id }] } }
            - name: links
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: page, fides_meta: { references: [{ dataset: d, field: pages.id }] } }
                - { name: at }
            """,
            "subject: { collection: people }\nrules:\n  pages:\n"
                + RULE
                + "    starts: { latest: [{ pages.at: required }], per: subject }\n    keep: { at-most: P1Y }\n"
                + "    then: { pages: delete }\n  links:\n"
                + RULE
                + "    starts: { row: links.at }\n    keep: { at-most: P50Y }\n"
                + "    then: { links: delete }\n");

    assertThat(outcome.results())
        .filteredOn(result -> result.collection().equals("pages"))
        .extracting(Result::due, Result::remaining)
        .containsExactly(tuple(1L, 1L));
  }

  @Test
  void rowsOfAMaskedAccountStillWaitForWhatItsTwinDid() throws IOException {
    tables(
        """
        create table people (id int primary key, email text);
        create table notes (id int primary key, person int references people, at date);
        create table orders (id int primary key, person int references people, at date);
        insert into people values (1, 'a@example.fr'), (2, 'a@example.fr');
        insert into notes values (1, 1, '2020-01-01');
        insert into orders values (1, 1, '2020-01-01'), (2, 2, '2025-12-01');
        """);
    String linked =
        """
        - name: %s
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: person, fides_meta: { references: [{ dataset: d, field: people.id }] } }
            - { name: at }
        """;

    PurgeOutcome outcome =
        purge(
            """
            - name: people
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
            """
                + linked.formatted("notes")
                + linked.formatted("orders"),
            "subject: { collection: people, same-person-by: [email] }\nrules:\n  notes:\n"
                + RULE
                + "    starts: { latest: [{ notes.at: required }], per: subject }\n    keep: { at-most: P1Y }\n"
                + "    then: { people: anonymise }\n  orders:\n"
                + RULE
                + "    starts: { latest: [{ orders.at: required }], per: subject }\n    keep: { at-most: P3Y }\n"
                + "    then: { orders: delete }\nanonymise:\n  user.contact.email: null_rewrite\n");

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(database.count("people where email is null")).isEqualTo(2);
    assertThat(database.count("orders")).isEqualTo(2);
  }

  @Test
  void aHoldOnARowIsFollowedByEveryWay() throws IOException {
    tables(
        """
        create table cases (id int primary key);
        create table files (id int primary key, case_id int references cases);
        create table pages (id int primary key, at date, case_id int references cases,
          file int references files);
        insert into cases values (1);
        insert into files values (1, 1);
        insert into pages values (1, '2020-01-01', null, 1), (2, '2020-01-01', null, null);
        insert into oubli.hold (scope, collection, row_key, reason, owner, review_on, added_by)
          values ('row', 'cases', '1', 'court', 'dpo', '2030-01-01', 'dpo');
        """);

    purge(
        """
        - name: cases
          fields: [{ name: id, fides_meta: { primary_key: true } }]
        - name: files
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: case_id, fides_meta: { references: [{ dataset: d, field: cases.id }] } }
        - name: pages
          fields:
            - { name: id, fides_meta: { primary_key: true } }
            - { name: at }
            - { name: case_id, fides_meta: { references: [{ dataset: d, field: cases.id }] } }
            - { name: file, fides_meta: { references: [{ dataset: d, field: files.id }] } }
        """,
        "rules:\n  pages:\n"
            + RULE
            + "    starts: { row: pages.at }\n    keep: { at-most: P1Y }\n    then: { pages: delete }\n");

    assertThat(database.text("select string_agg(id::text, ',') from pages")).isEqualTo("1");
  }

  @Test
  void theVerificationSeesWhatIsHeldWhereOneDateIsTheWholeClock() throws IOException {
    tables(
        """
        create table people (id int primary key, at date);
        insert into people values (1, '2020-01-01');
        insert into oubli.hold (scope, collection, row_key, reason, owner, review_on, added_by)
          values ('row', 'people', '1', 'court', 'dpo', '2030-01-01', 'dpo');
        """);

    PurgeOutcome outcome =
        purge(
            """
            - name: people
              fields: [{ name: id, fides_meta: { primary_key: true } }, { name: at }]
            """,
            "subject: { collection: people }\nrules:\n  people:\n"
                + RULE
                + "    starts: { latest: [people.at], per: subject }\n    keep: { at-most: P1Y }\n"
                + "    then: { people: delete }\n");

    assertThat(outcome.results().get(0).remaining()).isEqualTo(1);
    assertThat(outcome.results().get(0).held()).isEqualTo(1);
  }

  @Test
  void namesMayHoldSpacesAndWhatLooksLikeAMark() throws IOException {
    tables(
        """
        create table "{} ?" (id int primary key, "the name?" text, "at {}" date);
        insert into "{} ?" values (1, 'Jeanne', '2020-01-01'), (2, 'Jean', '2025-12-01');
        """);

    PurgeOutcome outcome =
        purge(
            """
            - name: "{} ?"
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: "the name?", data_categories: [user.name] }
                - { name: "at {}" }
            """,
            "rules:\n  all:\n"
                + RULE
                + "    starts: { row: \"{} ?.at {}\" }\n    keep: { at-most: P1Y }\n"
                + "    then: { \"{} ?\": anonymise }\n"
                + "anonymise:\n  \"{} ?.the name?\": null_rewrite\n");

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(database.text("select string_agg(\"the name?\", ',') from \"{} ?\""))
        .isEqualTo("Jean");
  }
}
