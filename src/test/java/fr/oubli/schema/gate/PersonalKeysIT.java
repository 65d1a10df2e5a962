package fr.oubli.schema.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Foreign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evidence keeps the keys of rows for ever: a key that is an address or a name is refused. */
class PersonalKeysIT {

  private static final String POLICY =
      """
      policy: club
      zone: Europe/Paris
      rules:
        members:
          cites: "rules, 1"
          basis: contract
          starts: { row: members.left_on }
          keep: { at-most: P1Y }
          then: { members: delete }
      anonymise: { user: null_rewrite }
      limits: { share-of-collection: 100% }
      """;

  private final Foreign club = new Foreign();

  @AfterEach
  void close() {
    club.close();
  }

  private void members(String key, String category) {
    club.tables(
        "create table members (login text primary key, left_on date);"
            + " insert into members values ('"
            + key
            + "', '2020-01-01')");
    club.map(
        """
        dataset:
          - fides_key: club
            collections:
              - name: members
                fields:
                  - { name: login%s, fides_meta: { primary_key: true } }
                  - { name: left_on }
        """
            .formatted(category == null ? "" : ", data_categories: [" + category + "]"));
    club.policy(POLICY);
  }

  @ParameterizedTest
  @CsvSource({
    "anne, user.contact.email, the map says so",
    "anne, user.name.last, the map says so",
    "anne, user.contact.phone_number, the map says so",
    "anne@exemple.fr, , values look like it",
    "+33 6 12 34 56 78, , values look like it",
    "06 12 34 56 78, , values look like it",
  })
  void aKeyThatTellsWhoSomebodyIsIsRefusedWithTheStatementToRun(
      String key, String category, String why) {
    members(key, category);

    assertThat(club.problems())
        .singleElement()
        .asString()
        .contains("the key login of public.members", why, "ADD COLUMN row_id bigint GENERATED");
  }

  @ParameterizedTest
  @CsvSource({
    "anne, user.unique_id",
    "2024-0001, ",
    "0a1b2c3d-0000-4000-8000-000000000001, ",
    "06 12 34 56 78, system.operations",
  })
  void anyOtherKeyNamesRows(String key, String category) {
    members(key, category);

    assertThat(club.problems()).isEmpty();
    club.done("2026-11-23");
    assertThat(club.text("select string_agg(row_keys, '') from oubli.ledger_entry")).contains(key);
  }

  /** The statement that is told mends it. */
  @Test
  void withAnotherKeyNoAddressGetsIntoTheEvidence() {
    members("anne@exemple.fr", "user.contact.email");
    club.execute(
        "alter table members drop constraint members_pkey cascade, add unique (login),"
            + " add column row_id bigint generated always as identity primary key");
    club.map(
        club.mapText()
            .replace(", fides_meta: { primary_key: true } }", " }")
            .replace(
                "- { name: left_on }",
                "- { name: left_on }\n          - { name: row_id, fides_meta: { primary_key: true } }"));

    assertThat(club.problems()).isEmpty();
    club.done("2026-11-23");
    assertThat(club.text("select string_agg(row_keys, '') from oubli.ledger_entry"))
        .isEqualTo("{1}");
  }
}
