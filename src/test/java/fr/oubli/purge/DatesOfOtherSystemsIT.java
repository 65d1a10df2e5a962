package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.accounting.InvoiceReport;
import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.schema.catalog.Indexes;
import fr.oubli.schema.sql.ClockIndexes;
import fr.oubli.setup.check.Check;
import fr.oubli.setup.check.CheckReport;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real systems that keep their dates in numbers, texts and timestamps without a zone. */
class DatesOfOtherSystemsIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 27);

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  /** Moodle: seconds since 1970 in a bigint, 0 for never. */
  private void moodle(String said) {
    base.tables(
        """
        create table mdl_user (id bigint primary key, email text not null, firstname text,
          deleted smallint not null default 0, lastaccess bigint not null default 0);
        create table mdl_log (id bigint primary key, userid bigint not null, ip text,
          timecreated bigint not null);
        insert into mdl_user values (1, 'vieux@exemple.fr', 'V', 0, 1577836800),
          (2, 'actif@exemple.fr', 'A', 0, 1793000000), (3, 'jamais@exemple.fr', 'J', 0, 0);
        insert into mdl_log values (1, 1, '10.0.0.1', 1577836800), (2, 2, '10.0.0.2', 1793000000);
        """);
    base.map(
        """
        dataset:
          - fides_key: moodle
            collections:
              - name: mdl_user
                fields:
                  - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true } }
                  - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - { name: firstname, data_categories: [user.name.first] }
                  - { name: deleted }
                  - { name: lastaccess%1$s }
              - name: mdl_log
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: userid, data_categories: [user.unique_id], fides_meta: { references: [{ dataset: moodle, field: mdl_user.id, direction: from }] } }
                  - { name: ip, data_categories: [user.device.ip_address] }
                  - { name: timecreated%1$s }
        """
            .formatted(said));
    base.policy(
        """
        policy: moodle
        zone: Europe/Paris
        subject: { collection: mdl_user, same-person-by: [email] }
        rules:
          logs:
            cites: "1 year"
            basis: legitimate interest
            starts: { row: mdl_log.timecreated }
            keep: { at-most: P1Y }
            then: { mdl_log: delete }
          accounts:
            cites: "3 years"
            basis: contract
            starts: { latest: [{ mdl_user.lastaccess: required }], per: subject }
            keep: { at-most: P3Y }
            then: { mdl_user: anonymise }
        anonymise:
          user.contact.email: { strategy: string_rewrite, value: "erased-{key}@invalid" }
          user.name.first: null_rewrite
        """);
  }

  @Test
  void aLearningPlatformThatCountsSecondsIsPurgedAndItsNeverIsNoDate() {
    moodle(", fides_meta: { epoch: seconds }");

    assertThat(base.problems()).isEmpty();
    assertThat(base.purge(NIGHT.toString()).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(base.text("select string_agg(id::text, ' ') from mdl_log")).isEqualTo("2");
    assertThat(base.text("select string_agg(email, ' ' order by id) from mdl_user"))
        .isEqualTo("erased-1@invalid actif@exemple.fr jamais@exemple.fr");
    assertThat(base.text("select rule || ' ' || row_key || ' ' || reason from oubli.quarantine"))
        .isEqualTo("accounts 3 anchor missing");
  }

  @Test
  void aNumberOfWhichTheMapSaysNothingIsRefusedWithTheLineToWrite() {
    moodle("");

    assertThat(base.problems())
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("the clock of logs is on mdl_log.timecreated, which is bigint")
                    .contains("foreign-map.yml:16: fides_meta: { epoch: seconds }"));
  }

  /** The cutoff is turned into a count, so that the plain index on the column serves. */
  @Test
  void anOrdinaryIndexOnACountServes() {
    moodle(", fides_meta: { epoch: seconds }");
    base.execute(
        """
        insert into mdl_log select i, 2, null, 1790000000 + i from generate_series(10, 60000) i;
        create index by_time on mdl_log (timecreated);
        analyze mdl_log;""");

    assertThat(plan("logs")).contains("Index Scan using by_time on mdl_log");
    assertThat(index())
        .anyMatch(line -> line.contains("mdl_log.timecreated") && line.contains("by_time"));
  }

  /** Columns of a table, its fields in the map, a value of its dates, and where its clock is. */
  private static final String CLOCKS =
      """
      at text | { name: at, fides_meta: { format: yyyy-MM-dd } } | '2015-01-01' | at
      at text | { name: at, fides_meta: { format: iso } } | '2015-01-01T10:00Z' | at
      at text | { name: at, fides_meta: { epoch: seconds } } | '1420000000' | at
      at varchar(20) | { name: at, fides_meta: { format: dd/MM/yyyy HH:mm } } | '01/02/2015 10:00' | at
      at daterange | { name: at } | '[2014-01-01,2015-01-01)' | at
      at jsonb | { name: at, fields: [{ name: day, fides_meta: { format: yyyy-MM-dd } }] } | '{"day": "2015-01-01"}' | at.day
      at timestamptz, lasts int default 3600 | { name: at }, { name: lasts, fides_meta: { counts-from: at, unit: seconds } } | '2015-01-01' | lasts
      at timestamptz, lasts interval default '1 mon 3 days' | { name: at }, { name: lasts, fides_meta: { counts-from: at } } | '2015-01-01' | lasts
      at timestamp | { name: at, fides_meta: { written-in: UTC } } | '2015-01-01' | at
      """;

  private static final String SMALL =
      """
      create table small_%1$d (id bigint primary key, %2$s);
      insert into small_%1$d (id, at) select i, %3$s from generate_series(1, 3) i;
      insert into small_%1$d (id) select i from generate_series(4, 30000) i;
      """;

  private static final String SMALL_FIELDS =
      """
            - name: small_%d
              fields: [{ name: id, fides_meta: { primary_key: true } }, %s]
      """;

  private static final String SMALL_RULE =
      """
        logs-%1$d:
          cites: "1 year"
          basis: legitimate interest
          starts: { row: small_%1$d.%2$s }
          keep: { at-most: P1Y }
          then: { small_%1$d: delete }
      """;

  /** Indexes on just what `check` says would serve are found again by it, and used. */
  @Test
  void theIndexesThatCheckNamesServe() {
    List<String> clocks = CLOCKS.lines().toList();
    StringBuilder tables = new StringBuilder();
    StringBuilder map = new StringBuilder("dataset:\n  - fides_key: small\n    collections:\n");
    StringBuilder policy = new StringBuilder("policy: small\nzone: Europe/Paris\nrules:\n");
    for (int i = 0; i < clocks.size(); i++) {
      String[] of = clocks.get(i).split(" \\| ", -1);
      tables.append(SMALL.formatted(i, of[0], of[2]));
      map.append(SMALL_FIELDS.formatted(i, of[1]));
      policy.append(SMALL_RULE.formatted(i, of[3]));
    }
    base.tables(tables.toString());
    base.map(map.toString());
    base.policy(policy.toString());
    assertThat(base.problems()).isEmpty();
    indexed(clocks.size());

    List<String> told = index();
    for (int i = 0; i < clocks.size(); i++) {
      String name = "as_said_" + i;
      assertThat(told)
          .as("%s: %s", clocks.get(i), defined(name))
          .anyMatch(line -> line.contains(name));
      assertThat(plan("logs-" + i)).as(clocks.get(i)).contains(name);
    }
  }

  /** Makes the index that is said of each rule's clock. */
  private void indexed(int rules) {
    ClockIndexes indexes =
        new ClockIndexes(
            base.catalog(), base.map(), base.policy(), Indexes.read(base.dataSource()));
    for (int i = 0; i < rules; i++) {
      String expression = indexes.of(base.policy().rules().get(i)).get(0).expression();
      base.execute(
          "create index as_said_%1$d on small_%1$d (%2$s); analyze small_%1$d"
              .formatted(i, expression));
    }
  }

  private String defined(String index) {
    return base.text("select pg_get_indexdef('%s'::regclass, 1, true)".formatted(index));
  }

  private String plan(String rule) {
    Eligibilities eligibilities =
        Eligibilities.beforeFirstRun(base.policy(), base.map(), base.catalog(), NIGHT);
    Enforcement enforcement = eligibilities.enforcements(rule).get(0);
    return String.join(
        "\n", base.jdbc().queryForList("explain " + enforcement.dueKeys().inlined(), String.class));
  }

  private CheckReport check() {
    try (Database database =
        Database.look(DatabaseSettings.from(base.environment(), Path.of("target/test-home"), 4))) {
      return new Check(database, NIGHT, "tonight", null).of(base.policy(), base.map());
    }
  }

  private List<String> index() {
    return section("Indexes");
  }

  private List<String> section(String title) {
    return check().sections().stream()
        .filter(section -> section.title().startsWith(title))
        .flatMap(section -> section.lines().stream())
        .toList();
  }

  /** Odoo, Rails, Django, Mautic: UTC in timestamps without a zone. */
  private void utc(String dataset, String invoices) {
    base.tables(
        """
        create table clients (id bigint primary key, email text not null unique);
        create table invoices (id bigint primary key, client_id bigint not null references clients,
          number text not null, issued_at timestamp not null, ht numeric(12,2), tva numeric(12,2));
        create table recordings (id bigint primary key,
          client_id bigint not null references clients, at timestamp not null);
        insert into clients values (1, 'a@exemple.fr');
        insert into invoices values (1, 1, 'F-2016-0001', '2015-12-31 23:30', 100, 20),
          (2, 1, 'F-2015-0900', '2015-12-31 12:00', 100, 20);
        insert into recordings values (1, 1, '2026-05-26 22:30'), (2, 1, '2026-05-27 10:00');
        """);
    base.map(
        """
        dataset:
          - fides_key: utc
            name: UTC
            %s
            collections:
              - name: clients
                fields:
                  - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true } }
                  - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
              - name: invoices
                %s
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: client_id, data_categories: [user.unique_id], fides_meta: { references: [{ dataset: utc, field: clients.id, direction: from }] } }
                  - { name: number }
                  - { name: issued_at }
                  - { name: ht }
                  - { name: tva }
              - name: recordings
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: client_id, data_categories: [user.unique_id], fides_meta: { references: [{ dataset: utc, field: clients.id, direction: from }] } }
                  - { name: at }
        """
            .formatted(dataset, invoices));
    base.policy(
        """
        policy: utc
        zone: Europe/Paris
        subject: { collection: clients, same-person-by: [email] }
        fiscal-years: { close: 12-31 }
        accounting:
          documents: invoices
          number: number
          issued: issued_at
          excl-tax: ht
          tax: tva
        rules:
          invoices:
            cites: "10 years"
            basis: legal obligation
            starts: { fiscal-year-end: invoices.issued_at }
            keep: { at-least: P10Y }
            then: { invoices: delete }
          recordings:
            cites: "6 months"
            basis: legitimate interest
            starts: { row: recordings.at }
            keep: { at-most: P6M }
            then: { recordings: delete }
        """);
  }

  private String left(String table) {
    return base.text("select coalesce(string_agg(id::text, ' ' order by id), '') from " + table);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fides_meta: { written-in: UTC } | description: bills",
        "fides_meta: { written-in: America/New_York } | fides_meta: { written-in: UTC }"
      })
  void anInvoiceOfNewYearsNightWrittenInUtcIsKeptForItsOwnYear(String dataset, String invoices) {
    utc(dataset, invoices);

    assertThat(base.problems()).isEmpty();
    base.purge("2026-12-31");
    assertThat(left("invoices")).isEqualTo("1");
    assertThat(base.text("select issued_on::text from oubli.destroyed_document"))
        .isEqualTo("2015-12-31");
    base.purge("2027-01-01");
    assertThat(left("invoices")).isEmpty();
    assertThat(base.text("select max(issued_on)::text from oubli.destroyed_document"))
        .isEqualTo("2016-01-01");
  }

  @Test
  void aRecordingOfTheNightWrittenInUtcStaysItsWholeLastDay() {
    utc("fides_meta: { written-in: UTC }", "description: bills");

    base.purge("2026-11-27");
    assertThat(left("recordings")).isEqualTo("1 2");
    base.purge("2026-11-28");
    assertThat(left("recordings")).isEmpty();
  }

  /** What nobody said is read as before, and check says how. */
  @Test
  void checkSaysHowItReadsTimestampsOfWhichNothingIsSaid() {
    utc("description: all of it", "description: bills");

    assertThat(check().remarks())
        .anyMatch(
            line ->
                line.startsWith(
                    "invoices: issued_at without a zone, read as written in Europe/Paris;"
                        + " where it is UTC or another, say fides_meta: { written-in: UTC } at"))
        .anyMatch(line -> line.startsWith("recordings: at without a zone"));
    assertThat(section("How timestamps"))
        .anyMatch(line -> line.matches(".*recordings +at +Europe/Paris +nobody.*"));
    base.purge("2026-11-27");
    assertThat(left("recordings")).isEqualTo("2");

    utc("fides_meta: { written-in: UTC }", "description: bills");
    assertThat(check().remarks()).noneMatch(line -> line.contains("without a zone"));
    assertThat(section("How timestamps"))
        .anyMatch(line -> line.matches(".*invoices +issued_at +UTC +the map.*"));
  }

  @Test
  void theAccountantsFindTheInvoiceOfNewYearsNightInItsOwnYear() throws IOException {
    utc("fides_meta: { written-in: UTC }", "description: bills");

    List<Path> files =
        new InvoiceReport(
                base.dataSource(), base.policy(), base.map(), "Test", CsvDialect.RFC4180, NIGHT)
            .write(base.reports(), null)
            .files();

    Path year =
        files.stream()
            .filter(file -> file.getFileName().toString().contains("exercice-clos-2016"))
            .findFirst()
            .orElseThrow();
    assertThat(Files.readString(year)).contains("F-2016-0001", "2016-01-01").doesNotContain("0900");
  }
}
