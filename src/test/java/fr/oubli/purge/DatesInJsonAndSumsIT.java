package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A date at a path in JSON, and one that is a date and a time from it on. */
class DatesInJsonAndSumsIT {

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void map(String dataset, String fields) {
    base.map(
        """
        dataset:
          - fides_key: small
            %s
            collections:
              - name: users
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
              - name: tokens
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: user_id, fides_meta: { references: [{ dataset: small, field: users.id, direction: from }] } }
                  %s
        """
            .formatted(dataset, fields.indent(10).strip()));
  }

  private void policy(String starts) {
    base.policy(
        """
        policy: small
        zone: Europe/Paris
        subject: { collection: users, same-person-by: [email] }
        rules:
          tokens:
            cites: "30 days"
            basis: legitimate interest
            starts: %s
            keep: { at-most: P30D }
            then: { tokens: delete }
        """
            .formatted(starts));
  }

  private void tables(String columns, String rows) {
    base.tables(
        """
        create table users (id bigint primary key, email text not null);
        create table tokens (id bigint primary key, user_id bigint not null, %s);
        insert into users values (1, 'a@exemple.fr'), (2, 'b@exemple.fr');
        insert into tokens values %s;"""
            .formatted(columns, rows));
  }

  private String left() {
    return base.text("select coalesce(string_agg(id::text, ' ' order by id), '') from tokens");
  }

  private String quarantine() {
    return base.text(
        "select coalesce(string_agg(row_key || ' ' || reason, ', ' order by row_key), '')"
            + " from oubli.quarantine");
  }

  @ParameterizedTest
  @CsvSource({"json", "jsonb"})
  void aClockStartsAtAPathInJson(String type) {
    tables(
        "seen " + type,
        """
        (1, 1, '{"last": {"at": "2026-10-25T23:30:00.000Z"}}'),
        (2, 1, '{"last": {"at": "2026-10-26T23:30:00.000Z"}}'),
        (3, 1, '{"last": {"at": null}}'), (4, 1, null), (5, 1, '{"last": {"at": "soon"}}'),
        (6, 1, '{"last": 5}'), (7, 1, '[]'), (8, 1, 'null')""");
    map(
        "name: small",
        """
        - name: seen
          fields:
            - name: last
              fields: [{ name: at, fides_meta: { format: iso } }]""");
    policy("{ row: tokens.seen.last.at }");

    assertThat(base.problems()).isEmpty();
    assertThat(base.purge("2026-11-25").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(left()).isEqualTo("1 2 3 4 5 6 7 8");
    assertThat(base.purge("2026-11-26").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(left()).isEqualTo("2 3 4 5 6 7 8");
    assertThat(quarantine())
        .isEqualTo(
            "3 anchor missing, 4 anchor missing, 5 anchor that is no date of its form,"
                + " 6 anchor missing, 7 anchor missing, 8 anchor missing");
  }

  @Test
  void aPersonsClockReadsEpochsInJsonAndIgnoresRows() {
    tables(
        "seen jsonb, kind text",
        """
        (1, 1, '{"at": 1767225600000}', 'web'), (2, 1, '{"at": 1792969200000}', 'test'),
        (3, 2, '{"at": 1792969200000}', 'web'), (4, 2, '{"at": 0}', 'test')""");
    map(
        "name: small",
        """
        - name: seen
          fields: [{ name: at, fides_meta: { epoch: milliseconds } }]
        - { name: kind }""");
    policy(
        "{ latest: [{ tokens.seen.at: required }], per: subject, ignoring: { tokens.kind: [test] } }");

    assertThat(base.problems()).isEmpty();
    assertThat(base.purge("2026-11-24").code()).isEqualTo(ExitCode.DONE);
    assertThat(left()).isEqualTo("3 4");
    assertThat(base.purge("2026-11-26").code()).isEqualTo(ExitCode.DONE);
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "timestamptz | '2026-10-25 22:00+00' | bigint | 86399, 90000 | seconds | name: small",
        "timestamp | '2026-10-25 23:00' | integer | 23, 25 | hours | name: small",
        "timestamp | '2026-10-25 22:00' | numeric | 1439, 1500 | minutes | fides_meta: { written-in: UTC }",
        "date | '2026-10-25' | smallint | 0, 1 | days | name: small",
        "timestamptz | '2026-10-25 21:00+00' | bigint | 86400000, 93600000 | milliseconds | name: small",
        "timestamptz | '2026-10-25 22:00+00' | interval | '23:59:59', '25:00' | - | name: small",
        "timestamp | '2026-09-25 23:00' | interval(0) | '1 mon 23:00', '1 mon 25:00' | - | name: small",
        "timestamp | '2026-10-24 22:00' | interval | '1 day 23:59', '1 day 25:00' | - | fides_meta: { written-in: UTC }",
        "date | '2026-10-24' | interval | '60:00', '84:00' | - | name: small",
        "daterange | '[2026-10-01,2026-10-25]' | interval | '25:00', '2 days' | - | name: small",
        "text | '2026-10-25T22:00:00Z' | interval | '23:59:59', '25:00' | - | name: small"
      })
  void aTokenEndsSomeTimeAfterItWasMade(
      String type, String made, String number, String lasts, String unit, String dataset) {
    String[] two = lasts.split(", ", -1);
    tables(
        "made_at " + type + ", expires_in " + number,
        "(1, 1, %1$s, %2$s), (2, 1, %1$s, %3$s), (3, 1, null, %2$s), (4, 1, %1$s, null)"
            .formatted(made, two[0], two[1]));
    map(
        dataset,
        """
        - { name: made_at%s }
        - { name: expires_in, fides_meta: { counts-from: made_at%s } }"""
            .formatted(type.equals("text") ? ", fides_meta: { format: iso }" : "", said(unit)));
    policy("{ row: tokens.expires_in }");

    assertThat(base.problems()).isEmpty();
    String due = number.equals("smallint") ? "2026-11-25" : "2026-11-26";
    base.purge(LocalDate.parse(due).minusDays(1).toString());
    assertThat(left()).isEqualTo("1 2 3 4");
    base.purge(due);
    assertThat(left()).isEqualTo("2 3 4");
    base.purge("2026-11-27");
    assertThat(left()).isEqualTo("3 4");
    assertThat(quarantine()).isEqualTo("3 anchor missing, 4 anchor missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "timestamptz | '294276-12-31 23:59:59+00' | bigint | 9223372036854775807 | seconds | x | anchor in the future",
        "timestamp | '294276-12-31 23:59:59' | bigint | 9223372036854775807 | days | written-in: UTC | anchor in the future",
        "timestamp | 'infinity' | numeric | 'NaN' | hours | written-in: America/New_York | anchor in the future",
        "timestamptz | '-infinity' | numeric | -1e30 | seconds | x | anchor that is no date of its form",
        "date | '5874897-12-31' | bigint | 9223372036854775807 | days | x | anchor in the future",
        "bigint | 0 | bigint | 3600 | seconds | epoch: seconds | anchor missing",
        "text | 'never' | bigint | 3600 | seconds | format: iso | anchor that is no date of its form",
        "timestamptz | '294276-12-31 23:59:59+00' | interval | '170000000 years' | - | x | anchor in the future",
        "timestamp | '294276-12-31 23:59:59' | interval | '2000000000 days 2000000 hours' | - | written-in: America/New_York | anchor in the future",
        "timestamp | '4713-01-01 00:00:00 BC' | interval | '-170000000 years -1000000 days' | - | x | anchor on or before 1970-01-01",
        "date | '5874897-12-31' | interval | '1 day' | - | x | anchor in the future",
        "date | '-infinity' | interval | '1 day' | - | x | anchor that is no date of its form",
        "bigint | 9223372036854775807 | interval | '1 day' | - | epoch: seconds | anchor in the future",
        "bigint | 0 | interval | '1 day' | - | epoch: milliseconds | anchor missing",
        "timestamptz | 'infinity' | interval | '-1 day' | - | x | anchor in the future",
        "text | 'never' | interval | '1 day' | - | format: iso | anchor that is no date of its form"
      })
  void noSumIsTooLarge(
      String type, String made, String number, String lasts, String unit, String meta, String why) {
    tables("made_at " + type + ", expires_in " + number, "(1, 1, %s, %s)".formatted(made, lasts));
    map(
        "name: small",
        """
        - { name: made_at%s }
        - { name: expires_in, fides_meta: { counts-from: made_at%s } }"""
            .formatted(meta.equals("x") ? "" : ", fides_meta: { " + meta + " }", said(unit)));
    policy("{ row: tokens.expires_in }");

    assertThat(base.purge("2026-11-27").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(quarantine()).isEqualTo("1 " + why);
  }

  /** An interval has units of its own. */
  private static String said(String unit) {
    return unit.equals("-") ? "" : ", unit: " + unit;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "interval | counts-from: made_at, unit: days | expires_in (interval) says its units itself; take 'unit' out",
        "bigint | counts-from: made_at | expires_in (bigint) does not say what it counts; add unit: seconds, or another of milliseconds, seconds, minutes, hours, days",
        "text | counts-from: made_at | expires_in (text) is no number and no interval that says how long something lasts; take it out, or say it of the field that it is of",
        "interval | counts-from: user_id | expires_in (interval) counts from user_id, which is no date; take it out, or say it of the field that it is of",
        "interval | counts-from: mad_at | expires_in (interval) counts from mad_at, which is no field beside it; take it out, or say it of the field that it is of",
        "interval | length: 3 | the clock of tokens is on tokens.expires_in, which is interval; say how it writes dates, in "
      })
  void whatLastsIsSaidInOneLineWithItsMend(String type, String meta, String line) {
    tables("made_at timestamptz, expires_in " + type, "(1, 1, now(), null)");
    map(
        "name: small",
        "- { name: made_at }\n- { name: expires_in, fides_meta: { %s } }".formatted(meta));
    policy("{ row: tokens.expires_in }");

    assertThat(base.problems()).singleElement().asString().contains(".yml:").contains(line);
  }

  /** Seconds that are taken for milliseconds would all be of January 1970, and long due. */
  @Test
  void aUnitThatTheValuesBelieStopsTheNight() {
    tables("seen bigint", "(1, 1, 1577836800), (2, 1, 1793000000)");
    map("name: small", "- { name: seen, fides_meta: { epoch: milliseconds } }");
    policy("{ row: tokens.seen }");

    assertThat(base.problems())
        .singleElement()
        .asString()
        .contains("foreign-map.yml:")
        .endsWith(
            "the latest date of tokens.seen would not be between 1980 and 2300 in milliseconds, but"
                + " in seconds; write epoch: seconds");
  }
}
