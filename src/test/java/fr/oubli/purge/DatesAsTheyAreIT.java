package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dates come as applications write them; the map says how, and every part reads them alike. */
class DatesAsTheyAreIT {

  private static final String TABLE =
      """
      create table mdl_log_%1$d (id bigint primary key, userid bigint not null, at %2$s, more text);
      insert into mdl_log_%1$d values %3$s;
      """;

  private static final String USERS =
      """
      dataset:
        - fides_key: moodle
          collections:
            - name: mdl_user
              fields:
                - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
      """;

  private static final String COLLECTION =
      """
            - name: mdl_log_%d
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: userid, fides_meta: { references: [{ dataset: moodle, field: mdl_user.id, direction: from }] } }
                - { name: at, fides_meta: { %s } }
                - { name: more, data_categories: [user.device.ip_address] }
      """;

  private static final String POLICY =
      """
      policy: moodle
      zone: Europe/Paris
      subject: { collection: mdl_user, same-person-by: [email] }
      rules:
      """;

  private static final String RULE =
      """
        logs-%1$d:
          cites: "1 year"
          basis: legitimate interest
          starts: { row: mdl_log_%1$d.at }
          keep: { at-most: P1Y }
          then: { mdl_log_%1$d: delete }
      """;

  private final Foreign base = new Foreign();

  /** How a column is written: its type, what the map says of it, and values of one row each. */
  private record Form(String type, String meta, List<String> values) {

    String rows() {
      return IntStream.range(0, values.size())
          .mapToObj(i -> "(%d, 1, %s, null)".formatted(i + 1, values.get(i)))
          .collect(Collectors.joining(", "));
    }
  }

  @AfterEach
  void close() {
    base.close();
  }

  /** The logs of a small learning platform, each with dates of its own form. */
  private void logs(List<Form> forms) {
    StringBuilder tables =
        new StringBuilder("create table mdl_user (id bigint primary key, email text not null);\n");
    StringBuilder map = new StringBuilder(USERS);
    StringBuilder policy = new StringBuilder(POLICY);
    for (int i = 0; i < forms.size(); i++) {
      Form form = forms.get(i);
      tables.append(TABLE.formatted(i, form.type(), form.rows()));
      map.append(COLLECTION.formatted(i, form.meta()));
      policy.append(RULE.formatted(i));
    }
    base.tables(tables + "insert into mdl_user values (1, 'vieux@exemple.fr')");
    base.map(map.toString());
    base.policy(policy.toString());
  }

  /** The rows of each log, with the form of its dates in front. */
  private List<String> left(List<Form> forms) {
    return told(
        forms, "select coalesce(string_agg(id::text, ' ' order by id), '') from mdl_log_%d");
  }

  private List<String> quarantine(List<Form> forms) {
    return told(
        forms,
        "select string_agg(row_key || ' ' || reason, ', ' order by row_key) from oubli.quarantine"
            + " where collection = 'mdl_log_%d'");
  }

  private List<String> told(List<Form> forms, String query) {
    return IntStream.range(0, forms.size())
        .mapToObj(i -> said(forms.get(i), base.text(query.formatted(i))))
        .toList();
  }

  private static String said(Form form, @Nullable String what) {
    return form + ": " + what;
  }

  private static List<String> each(List<Form> forms, String what) {
    return forms.stream().map(form -> said(form, what)).toList();
  }

  /** Twice the same moment, 2024-01-01 in Paris, a second before it, none, and what is none. */
  private static List<Form> written() {
    return List.of(
        new Form("bigint", "epoch: seconds", List.of("1704063600", "1704063599", "0")),
        new Form("integer", "epoch: seconds", List.of("1704063600", "1704063599", "0")),
        new Form("numeric", "epoch: seconds", List.of("1704063600.000", "1704063599.999", "0.0")),
        new Form("double precision", "epoch: seconds", List.of("1704063600", "1704063599.9", "0")),
        new Form("bigint", "epoch: milliseconds", List.of("1704063600000", "1704063599999", "0")),
        new Form(
            "bigint", "epoch: microseconds", List.of("1704063600000000", "1704063599999999", "0")),
        new Form("text", "epoch: seconds", List.of("' 1704063600 '", "'1704063599'", "' 0'")),
        new Form(
            "timestamp",
            "written-in: UTC",
            List.of("'2023-12-31 23:00'", "'2023-12-31 22:59:59'", "null")),
        new Form(
            "timestamp",
            "written-in: America/New_York",
            List.of("'2023-12-31 18:00'", "'2023-12-31 17:59:59'", "null")),
        new Form(
            "timestamp",
            "written-in: Europe/Paris",
            List.of("'2024-01-01 00:00'", "'2023-12-31 23:59:59'", "null")),
        new Form("text", "format: yyyy-MM-dd", List.of("'2024-01-01'", "'2023-12-31 '", "''")),
        new Form(
            "varchar(10)", "format: dd/MM/yyyy", List.of("'01/01/2024'", "'31/12/2023'", "' '")),
        new Form("char(10)", "format: yyyyMMdd", List.of("'20240101'", "'20231231'", "null")),
        new Form("integer", "format: yyyyMMdd", List.of("20240101", "20231231", "null")),
        new Form(
            "text",
            "format: yyyy-MM-dd HH:mm, written-in: UTC",
            List.of("'2023-12-31 23:00'", "'2023-12-31 22:59'", "null")),
        new Form(
            "text",
            "format: yyyy-MM-ddTHH:mm:ss.SSSXXX",
            List.of("'2023-12-31T23:00:00.000Z'", "'2023-12-31T23:59:59.999+01:00'", "null")),
        new Form("text", "format: iso", List.of("'2024-01-01'", "'2023-12-31'", "''")),
        new Form(
            "text",
            "format: iso",
            List.of("'2023-12-31T23:00:00Z'", "'2023-12-31T22:59:59.123456Z'", "null")),
        new Form(
            "text", "format: iso", List.of("'2024-01-01 00:00'", "'2023-12-31 23:59:59'", "null")),
        new Form(
            "text",
            "format: iso, written-in: UTC",
            List.of("'2023-12-31T23:00'", "'2023-12-31T22:59'", "null")),
        new Form(
            "text",
            "format: iso",
            List.of("'2024-01-01T05:30:00+0530'", "'2023-12-31T17:29-0530'", "null")),
        new Form(
            "daterange",
            "length: 1",
            List.of("'[2023-01-01,2024-01-01]'", "'[2023-01-01,2024-01-01)'", "'[2023-01-01,)'")),
        new Form(
            "datemultirange",
            "length: 1",
            List.of(
                "'{[2023-01-01,2023-02-01),[2023-05-01,2024-01-02)}'",
                "'{[2023-01-01,2023-12-31]}'",
                "'{}'")),
        new Form(
            "tsrange",
            "written-in: UTC",
            List.of(
                "'[2023-01-01,2023-12-31 23:00)'", "'[2023-01-01,2023-12-31 22:59)'", "'empty'")),
        new Form(
            "tstzrange",
            "length: 1",
            List.of(
                "'[2023-01-01,2023-12-31 23:00+00)'",
                "'[2023-01-01,2023-12-31 22:59+00)'",
                "null")));
  }

  @Test
  void aDateIsOfItsDayInThePolicysZoneHoweverItIsWritten() {
    List<Form> forms = written();
    logs(forms);

    assertThat(base.problems()).isEmpty();
    assertThat(base.purge("2024-12-31").code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(left(forms)).isEqualTo(each(forms, "1 2 3"));
    assertThat(quarantine(forms)).isEqualTo(each(forms, "3 anchor missing"));
    base.purge("2025-01-01");
    assertThat(left(forms)).isEqualTo(each(forms, "1 3"));
    base.purge("2025-01-02");
    assertThat(left(forms)).isEqualTo(each(forms, "3"));
  }

  /** What is no date, and why it waits. */
  private static final String NO_DATES =
      """
      text | format: yyyy-MM-dd | '2023-02-30' | anchor that is no date of its form
      text | format: yyyy-MM-dd | '0000-00-00' | anchor that is no date of its form
      text | format: yyyy-MM-dd | '2023-2-3' | anchor that is no date of its form
      text | format: yyyy-MM-dd | 'hier' | anchor that is no date of its form
      text | format: yyyy-MM-dd | E'2023-01-01\\n2023-01-01' | anchor that is no date of its form
      text | format: yyyy-MM-dd | 'infinity' | anchor that is no date of its form
      text | format: yyyy-MM-dd | '٢٠٢٣-٠١-٠١' | anchor that is no date of its form
      text | format: dd/MM/yyyy HH:mm | '31/04/2023 10:00' | anchor that is no date of its form
      text | format: dd/MM/yyyy HH:mm | '30/04/2023 24:00' | anchor that is no date of its form
      text | format: iso | '2023-04-31T10:00Z' | anchor that is no date of its form
      text | format: iso | '2023-04-30T10:00+25:00' | anchor that is no date of its form
      text | format: iso | '9999-12-31T23:59:59-18:00' | anchor in the future
      text | format: iso | '1969-12-31' | anchor on or before 1970-01-01
      text | epoch: seconds | '1e9' | anchor that is no date of its form
      text | epoch: seconds | '99999999999999999999' | anchor that is no date of its form
      text | epoch: seconds | '999999999999999999' | anchor in the future
      bigint | epoch: seconds | 9223372036854775807 | anchor in the future
      bigint | epoch: microseconds | -9223372036854775808 | anchor on or before 1970-01-01
      bigint | epoch: seconds | -1 | anchor on or before 1970-01-01
      bigint | epoch: seconds | 3600 | anchor on or before 1970-01-01
      bigint | epoch: seconds | null | anchor missing
      numeric | epoch: seconds | 'NaN' | anchor in the future
      numeric | epoch: seconds | '-Infinity' | anchor on or before 1970-01-01
      double precision | epoch: seconds | 'Infinity' | anchor in the future
      timestamp | written-in: UTC | 'infinity' | anchor in the future
      timestamp | written-in: UTC | '-infinity' | anchor on or before 1970-01-01
      timestamp | written-in: UTC | '294276-12-31 23:59' | anchor in the future
      timestamp | written-in: Asia/Tokyo | '4714-11-24 00:00 BC' | anchor on or before 1970-01-01
      daterange | length: 1 | '[2023-01-01,infinity]' | anchor in the future
      daterange | length: 1 | 'empty' | anchor missing
      tstzrange | length: 1 | '[2023-01-01,infinity)' | anchor in the future
      """;

  /** No value makes a statement fail: what is no date waits, and the night goes on. */
  @Test
  void whatIsNoDateWaitsInQuarantine() {
    List<String[]> lines = NO_DATES.lines().map(line -> line.split(" \\| ", -1)).toList();
    List<Form> forms = lines.stream().map(DatesAsTheyAreIT::form).toList();
    logs(forms);

    PurgeOutcome night = base.purge("2026-11-27");

    assertThat(night.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(left(forms)).isEqualTo(each(forms, "1"));
    assertThat(quarantine(forms))
        .isEqualTo(lines.stream().map(line -> said(form(line), "1 " + line[3])).toList());
  }

  private static Form form(String[] line) {
    return new Form(line[0], line[1], List.of(line[2]));
  }
}
