package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A date at a path in JSON, and one that is a date and a time from it on. */
class DatesInJsonAndSumsIT {

  private static final String TABLE =
      """
      create table %1$s (id bigint primary key, user_id bigint not null, %2$s);
      insert into %1$s values %3$s;
      """;

  private static final String USERS =
      """
      dataset:
        - fides_key: small
          name: small
          collections:
            - name: users
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
      """;

  private static final String TOKENS =
      """
        - fides_key: tokens_%d
          %s
          collections:
            - name: %s
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: user_id, fides_meta: { references: [{ dataset: small, field: users.id, direction: from }] } }
                %s
      """;

  private static final String POLICY =
      """
      policy: small
      zone: Europe/Paris
      subject: { collection: users, same-person-by: [email] }
      rules:
      """;

  private static final String RULE =
      """
        %1$s:
          cites: "30 days"
          basis: legitimate interest
          starts: %2$s
          keep: { at-most: P30D }
          then: { %1$s: delete }
      """;

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  /**
   * A table of tokens, its place in the map, and the clock of its rule.
   *
   * @param dataset what the map says of the whole
   * @param starts with {@code %s} for the table's name
   */
  private record Tokens(
      String columns, String rows, String dataset, String fields, String starts) {}

  /** The first table is called {@code tokens}, and any other has a number behind. */
  private static String name(int table) {
    return table == 0 ? "tokens" : "tokens_" + table;
  }

  /** The two users of all tokens; each table has a rule of its own. */
  private void tokens(List<Tokens> all) {
    StringBuilder tables =
        new StringBuilder(
            """
            create table users (id bigint primary key, email text not null);
            insert into users values (1, 'a@exemple.fr'), (2, 'b@exemple.fr');
            """);
    StringBuilder map = new StringBuilder(USERS);
    StringBuilder policy = new StringBuilder(POLICY);
    for (int i = 0; i < all.size(); i++) {
      Tokens each = all.get(i);
      tables.append(TABLE.formatted(name(i), each.columns(), each.rows()));
      map.append(TOKENS.formatted(i, each.dataset(), name(i), each.fields().indent(10).strip()));
      policy.append(RULE.formatted(name(i), each.starts().formatted(name(i))));
    }
    base.tables(tables.toString());
    base.map(map.toString());
    base.policy(policy.toString());
  }

  private List<String> left(List<Tokens> all) {
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(i) + ": " + left(name(i))).toList();
  }

  private String left(String table) {
    return base.text("select coalesce(string_agg(id::text, ' ' order by id), '') from " + table);
  }

  private List<String> quarantine(List<Tokens> all) {
    return IntStream.range(0, all.size())
        .mapToObj(
            i ->
                all.get(i)
                    + ": "
                    + base.text(
                        "select coalesce(string_agg(row_key || ' ' || reason, ', ' order by row_key), '')"
                            + " from oubli.quarantine where collection = '"
                            + name(i)
                            + "'"))
        .toList();
  }

  /** The same of each table, with the table in front. */
  private static List<String> each(List<Tokens> all, String what) {
    return all.stream().map(each -> each + ": " + what).toList();
  }

  @Test
  void aClockStartsAtAPathInJson() {
    List<Tokens> all = Stream.of("json", "jsonb").map(DatesInJsonAndSumsIT::inJson).toList();
    tokens(all);

    assertThat(base.problems()).isEmpty();
    assertThat(base.purge("2026-11-25").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(left(all)).isEqualTo(each(all, "1 2 3 4 5 6 7 8"));
    assertThat(base.purge("2026-11-26").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(left(all)).isEqualTo(each(all, "2 3 4 5 6 7 8"));
    assertThat(quarantine(all))
        .isEqualTo(
            each(
                all,
                "3 anchor missing, 4 anchor missing, 5 anchor that is no date of its form,"
                    + " 6 anchor missing, 7 anchor missing, 8 anchor missing"));
  }

  private static Tokens inJson(String type) {
    return new Tokens(
        "seen " + type,
        """
        (1, 1, '{"last": {"at": "2026-10-25T23:30:00.000Z"}}'),
        (2, 1, '{"last": {"at": "2026-10-26T23:30:00.000Z"}}'),
        (3, 1, '{"last": {"at": null}}'), (4, 1, null), (5, 1, '{"last": {"at": "soon"}}'),
        (6, 1, '{"last": 5}'), (7, 1, '[]'), (8, 1, 'null')""",
        "name: small",
        """
        - name: seen
          fields:
            - name: last
              fields: [{ name: at, fides_meta: { format: iso } }]""",
        "{ row: %s.seen.last.at }");
  }

  @Test
  void aPersonsClockReadsEpochsInJsonAndIgnoresRows() {
    tokens(
        List.of(
            new Tokens(
                "seen jsonb, kind text",
                """
                (1, 1, '{"at": 1767225600000}', 'web'), (2, 1, '{"at": 1792969200000}', 'test'),
                (3, 2, '{"at": 1792969200000}', 'web'), (4, 2, '{"at": 0}', 'test')""",
                "name: small",
                """
                - name: seen
                  fields: [{ name: at, fides_meta: { epoch: milliseconds } }]
                - { name: kind }""",
                "{ latest: [{ tokens.seen.at: required }], per: subject,"
                    + " ignoring: { tokens.kind: [test] } }")));

    assertThat(base.problems()).isEmpty();
    assertThat(base.purge("2026-11-24").code()).isEqualTo(ExitCode.DONE);
    assertThat(left("tokens")).isEqualTo("3 4");
    assertThat(base.purge("2026-11-26").code()).isEqualTo(ExitCode.DONE);
    assertThat(left("tokens")).isEmpty();
  }

  /** The type and value from which something lasts, how it lasts, and where the map says it. */
  private static final String ENDS =
      """
      timestamptz | '2026-10-25 22:00+00' | bigint | 86399, 90000 | seconds | name: small
      timestamp | '2026-10-25 23:00' | integer | 23, 25 | hours | name: small
      timestamp | '2026-10-25 22:00' | numeric | 1439, 1500 | minutes | fides_meta: { written-in: UTC }
      date | '2026-10-25' | smallint | 0, 1 | days | name: small
      timestamptz | '2026-10-25 21:00+00' | bigint | 86400000, 93600000 | milliseconds | name: small
      timestamptz | '2026-10-25 22:00+00' | interval | '23:59:59', '25:00' | - | name: small
      timestamp | '2026-09-25 23:00' | interval(0) | '1 mon 23:00', '1 mon 25:00' | - | name: small
      timestamp | '2026-10-24 22:00' | interval | '1 day 23:59', '1 day 25:00' | - | fides_meta: { written-in: UTC }
      date | '2026-10-24' | interval | '60:00', '84:00' | - | name: small
      daterange | '[2026-10-01,2026-10-25]' | interval | '25:00', '2 days' | - | name: small
      text | '2026-10-25T22:00:00Z' | interval | '23:59:59', '25:00' | - | name: small
      """;

  private static Tokens ending(String line) {
    String[] of = line.split(" \\| ", -1);
    String[] lasts = of[3].split(", ", -1);
    return new Tokens(
        "made_at " + of[0] + ", expires_in " + of[2],
        "(1, 1, %1$s, %2$s), (2, 1, %1$s, %3$s), (3, 1, null, %2$s), (4, 1, %1$s, null)"
            .formatted(of[1], lasts[0], lasts[1]),
        of[5],
        """
        - { name: made_at%s }
        - { name: expires_in, fides_meta: { counts-from: made_at%s } }"""
            .formatted(of[0].equals("text") ? ", fides_meta: { format: iso }" : "", said(of[4])),
        "{ row: %s.expires_in }");
  }

  /** The first of each is due on the 26th and the second on the 27th; of whole days, one before. */
  @Test
  void aTokenEndsSomeTimeAfterItWasMade() {
    List<Tokens> all = ENDS.lines().map(DatesInJsonAndSumsIT::ending).toList();
    tokens(all);

    assertThat(base.problems()).isEmpty();
    for (int day = 24; day <= 27; day++) {
      base.purge("2026-11-" + day);
      int today = day;
      assertThat(left(all))
          .as("on the %dth", day)
          .isEqualTo(
              all.stream()
                  .map(
                      one -> {
                        int first = one.columns().endsWith("smallint") ? 25 : 26;
                        return one + ": " + leftOn(today, first);
                      })
                  .toList());
    }
    assertThat(quarantine(all)).isEqualTo(each(all, "3 anchor missing, 4 anchor missing"));
  }

  private static String leftOn(int today, int firstDue) {
    return (today < firstDue ? "1 " : "") + (today <= firstDue ? "2 " : "") + "3 4";
  }

  private static final String TOO_LARGE =
      """
      timestamptz | '294276-12-31 23:59:59+00' | bigint | 9223372036854775807 | seconds | x | anchor in the future
      timestamp | '294276-12-31 23:59:59' | bigint | 9223372036854775807 | days | written-in: UTC | anchor in the future
      timestamp | 'infinity' | numeric | 'NaN' | hours | written-in: America/New_York | anchor in the future
      timestamptz | '-infinity' | numeric | -1e30 | seconds | x | anchor that is no date of its form
      date | '5874897-12-31' | bigint | 9223372036854775807 | days | x | anchor in the future
      bigint | 0 | bigint | 3600 | seconds | epoch: seconds | anchor missing
      text | 'never' | bigint | 3600 | seconds | format: iso | anchor that is no date of its form
      timestamptz | '294276-12-31 23:59:59+00' | interval | '170000000 years' | - | x | anchor in the future
      timestamp | '294276-12-31 23:59:59' | interval | '2000000000 days 2000000 hours' | - | written-in: America/New_York | anchor in the future
      timestamp | '4713-01-01 00:00:00 BC' | interval | '-170000000 years -1000000 days' | - | x | anchor on or before 1970-01-01
      date | '5874897-12-31' | interval | '1 day' | - | x | anchor in the future
      date | '-infinity' | interval | '1 day' | - | x | anchor that is no date of its form
      bigint | 9223372036854775807 | interval | '1 day' | - | epoch: seconds | anchor in the future
      bigint | 0 | interval | '1 day' | - | epoch: milliseconds | anchor missing
      timestamptz | 'infinity' | interval | '-1 day' | - | x | anchor in the future
      text | 'never' | interval | '1 day' | - | format: iso | anchor that is no date of its form
      """;

  private static Tokens tooLarge(String line) {
    String[] of = line.split(" \\| ", -1);
    return new Tokens(
        "made_at " + of[0] + ", expires_in " + of[2],
        "(1, 1, %s, %s)".formatted(of[1], of[3]),
        "name: small",
        """
        - { name: made_at%s }
        - { name: expires_in, fides_meta: { counts-from: made_at%s } }"""
            .formatted(of[5].equals("x") ? "" : ", fides_meta: { " + of[5] + " }", said(of[4])),
        "{ row: %s.expires_in }");
  }

  @Test
  void noSumIsTooLarge() {
    List<Tokens> all = TOO_LARGE.lines().map(DatesInJsonAndSumsIT::tooLarge).toList();
    tokens(all);

    assertThat(base.purge("2026-11-27").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(quarantine(all))
        .isEqualTo(
            TOO_LARGE
                .lines()
                .map(line -> tooLarge(line) + ": 1 " + line.substring(line.lastIndexOf(" | ") + 3))
                .toList());
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
    tokens(
        List.of(
            new Tokens(
                "made_at timestamptz, expires_in " + type,
                "(1, 1, now(), null)",
                "name: small",
                "- { name: made_at }\n- { name: expires_in, fides_meta: { %s } }".formatted(meta),
                "{ row: tokens.expires_in }")));

    assertThat(base.problems()).singleElement().asString().contains(".yml:").contains(line);
  }

  /** Seconds that are taken for milliseconds would all be of January 1970, and long due. */
  @Test
  void aUnitThatTheValuesBelieStopsTheNight() {
    tokens(
        List.of(
            new Tokens(
                "seen bigint",
                "(1, 1, 1577836800), (2, 1, 1793000000)",
                "name: small",
                "- { name: seen, fides_meta: { epoch: milliseconds } }",
                "{ row: tokens.seen }")));

    assertThat(base.problems())
        .singleElement()
        .asString()
        .contains("foreign-map.yml:")
        .endsWith(
            "the latest date of tokens.seen would not be between 1980 and 2300 in milliseconds, but"
                + " in seconds; write epoch: seconds");
  }
}
