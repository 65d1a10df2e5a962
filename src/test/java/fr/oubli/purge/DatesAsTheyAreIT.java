package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Dates come as applications write them; the map says how, and every part reads them alike. */
class DatesAsTheyAreIT {

  private static final String POLICY =
      """
      policy: moodle
      zone: Europe/Paris
      subject: { collection: mdl_user, same-person-by: [email] }
      rules:
        logs:
          cites: "1 year"
          basis: legitimate interest
          starts: { row: mdl_log.at }
          keep: { at-most: P1Y }
          then: { mdl_log: delete }
      """;

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  /** The log of a small learning platform, whose dates are of some type and written in some way. */
  private void log(String type, String meta, String... values) {
    base.tables(
        """
        create table mdl_user (id bigint primary key, email text not null);
        create table mdl_log (id bigint primary key, userid bigint not null, at %s, more text);
        insert into mdl_user values (1, 'vieux@exemple.fr');
        insert into mdl_log values %s;"""
            .formatted(
                type,
                IntStream.range(0, values.length)
                    .mapToObj(i -> "(%d, 1, %s)".formatted(i + 1, values[i] + ", null"))
                    .collect(Collectors.joining(", "))));
    map(meta);
    base.policy(POLICY);
  }

  private void map(String meta) {
    base.map(
        """
        dataset:
          - fides_key: moodle
            collections:
              - name: mdl_user
                fields:
                  - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true } }
                  - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
              - name: mdl_log
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: userid, fides_meta: { references: [{ dataset: moodle, field: mdl_user.id, direction: from }] } }
                  - { name: at, %s }
                  - { name: more, data_categories: [user.device.ip_address] }
        """
            .formatted(meta));
  }

  private String left() {
    return base.text("select coalesce(string_agg(id::text, ' ' order by id), '') from mdl_log");
  }

  private String quarantine() {
    return base.text(
        "select string_agg(row_key || ' ' || reason, ', ' order by row_key) from oubli.quarantine");
  }

  /** Twice the same moment, 2024-01-01 in Paris, a second before it, none, and what is none. */
  static Stream<Arguments> written() {
    return Stream.of(
        Arguments.of("bigint", "epoch: seconds", "1704063600", "1704063599", "0"),
        Arguments.of("integer", "epoch: seconds", "1704063600", "1704063599", "0"),
        Arguments.of("numeric", "epoch: seconds", "1704063600.000", "1704063599.999", "0.0"),
        Arguments.of("double precision", "epoch: seconds", "1704063600", "1704063599.9", "0"),
        Arguments.of("bigint", "epoch: milliseconds", "1704063600000", "1704063599999", "0"),
        Arguments.of("bigint", "epoch: microseconds", "1704063600000000", "1704063599999999", "0"),
        Arguments.of("text", "epoch: seconds", "' 1704063600 '", "'1704063599'", "' 0'"),
        Arguments.of(
            "timestamp", "written-in: UTC", "'2023-12-31 23:00'", "'2023-12-31 22:59:59'", "null"),
        Arguments.of(
            "timestamp",
            "written-in: America/New_York",
            "'2023-12-31 18:00'",
            "'2023-12-31 17:59:59'",
            "null"),
        Arguments.of(
            "timestamp",
            "written-in: Europe/Paris",
            "'2024-01-01 00:00'",
            "'2023-12-31 23:59:59'",
            "null"),
        Arguments.of("text", "format: yyyy-MM-dd", "'2024-01-01'", "'2023-12-31 '", "''"),
        Arguments.of("varchar(10)", "format: dd/MM/yyyy", "'01/01/2024'", "'31/12/2023'", "' '"),
        Arguments.of("char(10)", "format: yyyyMMdd", "'20240101'", "'20231231'", "null"),
        Arguments.of("integer", "format: yyyyMMdd", "20240101", "20231231", "null"),
        Arguments.of(
            "text",
            "format: yyyy-MM-dd HH:mm, written-in: UTC",
            "'2023-12-31 23:00'",
            "'2023-12-31 22:59'",
            "null"),
        Arguments.of(
            "text",
            "format: yyyy-MM-ddTHH:mm:ss.SSSXXX",
            "'2023-12-31T23:00:00.000Z'",
            "'2023-12-31T23:59:59.999+01:00'",
            "null"),
        Arguments.of("text", "format: iso", "'2024-01-01'", "'2023-12-31'", "''"),
        Arguments.of(
            "text",
            "format: iso",
            "'2023-12-31T23:00:00Z'",
            "'2023-12-31T22:59:59.123456Z'",
            "null"),
        Arguments.of("text", "format: iso", "'2024-01-01 00:00'", "'2023-12-31 23:59:59'", "null"),
        Arguments.of(
            "text",
            "format: iso, written-in: UTC",
            "'2023-12-31T23:00'",
            "'2023-12-31T22:59'",
            "null"),
        Arguments.of(
            "text", "format: iso", "'2024-01-01T05:30:00+0530'", "'2023-12-31T17:29-0530'", "null"),
        Arguments.of(
            "daterange",
            "length: 1",
            "'[2023-01-01,2024-01-01]'",
            "'[2023-01-01,2024-01-01)'",
            "'[2023-01-01,)'"),
        Arguments.of(
            "datemultirange",
            "length: 1",
            "'{[2023-01-01,2023-02-01),[2023-05-01,2024-01-02)}'",
            "'{[2023-01-01,2023-12-31]}'",
            "'{}'"),
        Arguments.of(
            "tsrange",
            "written-in: UTC",
            "'[2023-01-01,2023-12-31 23:00)'",
            "'[2023-01-01,2023-12-31 22:59)'",
            "'empty'"),
        Arguments.of(
            "tstzrange",
            "length: 1",
            "'[2023-01-01,2023-12-31 23:00+00)'",
            "'[2023-01-01,2023-12-31 22:59+00)'",
            "null"));
  }

  @ParameterizedTest
  @MethodSource("written")
  void aDateIsOfItsDayInThePolicysZoneHoweverItIsWritten(
      String type, String meta, String first, String before, String never) {
    log(type, "fides_meta: { " + meta + " }", first, before, never);

    assertThat(base.problems()).isEmpty();
    assertThat(base.purge("2024-12-31").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(left()).isEqualTo("1 2 3");
    assertThat(quarantine()).isEqualTo("3 anchor missing");
    base.purge("2025-01-01");
    assertThat(left()).isEqualTo("1 3");
    base.purge("2025-01-02");
    assertThat(left()).isEqualTo("3");
  }

  /** No value makes a statement fail: what is no date waits, and the night goes on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "text | format: yyyy-MM-dd | '2023-02-30' | anchor that is no date of its form",
        "text | format: yyyy-MM-dd | '0000-00-00' | anchor that is no date of its form",
        "text | format: yyyy-MM-dd | '2023-2-3' | anchor that is no date of its form",
        "text | format: yyyy-MM-dd | 'hier' | anchor that is no date of its form",
        "text | format: yyyy-MM-dd | E'2023-01-01\\n2023-01-01' | anchor that is no date of its form",
        "text | format: yyyy-MM-dd | 'infinity' | anchor that is no date of its form",
        "text | format: yyyy-MM-dd | '٢٠٢٣-٠١-٠١' | anchor that is no date of its form",
        "text | format: dd/MM/yyyy HH:mm | '31/04/2023 10:00' | anchor that is no date of its form",
        "text | format: dd/MM/yyyy HH:mm | '30/04/2023 24:00' | anchor that is no date of its form",
        "text | format: iso | '2023-04-31T10:00Z' | anchor that is no date of its form",
        "text | format: iso | '2023-04-30T10:00+25:00' | anchor that is no date of its form",
        "text | format: iso | '9999-12-31T23:59:59-18:00' | anchor in the future",
        "text | format: iso | '1969-12-31' | anchor on or before 1970-01-01",
        "text | epoch: seconds | '1e9' | anchor that is no date of its form",
        "text | epoch: seconds | '99999999999999999999' | anchor that is no date of its form",
        "text | epoch: seconds | '999999999999999999' | anchor in the future",
        "bigint | epoch: seconds | 9223372036854775807 | anchor in the future",
        "bigint | epoch: microseconds | -9223372036854775808 | anchor on or before 1970-01-01",
        "bigint | epoch: seconds | -1 | anchor on or before 1970-01-01",
        "bigint | epoch: seconds | 3600 | anchor on or before 1970-01-01",
        "bigint | epoch: seconds | null | anchor missing",
        "numeric | epoch: seconds | 'NaN' | anchor in the future",
        "numeric | epoch: seconds | '-Infinity' | anchor on or before 1970-01-01",
        "double precision | epoch: seconds | 'Infinity' | anchor in the future",
        "timestamp | written-in: UTC | 'infinity' | anchor in the future",
        "timestamp | written-in: UTC | '-infinity' | anchor on or before 1970-01-01",
        "timestamp | written-in: UTC | '294276-12-31 23:59' | anchor in the future",
        "timestamp | written-in: Asia/Tokyo | '4714-11-24 00:00 BC' | anchor on or before 1970-01-01",
        "daterange | length: 1 | '[2023-01-01,infinity]' | anchor in the future",
        "daterange | length: 1 | 'empty' | anchor missing",
        "tstzrange | length: 1 | '[2023-01-01,infinity)' | anchor in the future"
      })
  void whatIsNoDateWaitsInQuarantine(String type, String meta, String value, String reason) {
    log(type, "fides_meta: { " + meta + " }", value);

    PurgeOutcome night = base.purge("2026-11-27");

    assertThat(night.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(left()).isEqualTo("1");
    assertThat(quarantine()).isEqualTo("1 " + reason);
  }
}
