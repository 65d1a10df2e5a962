package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partitions that are wholly due are dropped, with the same result and as good evidence. */
class PartitionsIT {

  private static final String AS_OF = "2026-07-16";
  private static final String POLICY =
      """
      policy: visits
      zone: Europe/Paris
      rules:
        visits:
          cites: "section 4"
          basis: consent
          starts: { row: visits.visited_at }
          keep: { at-most: P12M }
          then: { visits: delete }
      limits: { share-of-collection: 100%, from-rows: 1000000 }
      """;
  private static final String MAP =
      """
      dataset:
        - fides_key: site
          collections:
            - name: visits
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: visited_at, fides_meta: { primary_key: true } }
                - { name: page, data_categories: [user.behavior] }
      """;

  private final Foreign database =
      new Foreign(
          """
          create table visits (id bigint, visited_at timestamptz, page text,
            primary key (id, visited_at)) partition by range (visited_at)
          """,
          MAP,
          POLICY);

  @BeforeEach
  void create() {
    for (int month = 1; month <= 12; month++) {
      partition(LocalDate.of(2025, month, 1));
    }
    database.execute("create table visits_else partition of visits default");
    // One a day at noon, for two years: the last due day is 2025-07-15.
    database.execute(
        "insert into visits select n, timestamptz '2024-12-30 12:00+00' + n * interval '1 day', 'p'"
            + " from generate_series(1, 560) n");
  }

  private void partition(LocalDate month) {
    database.execute(
        "create table visits_%d_%02d partition of visits for values from ('%s') to ('%s')"
            .formatted(month.getYear(), month.getMonthValue(), month, month.plusMonths(1)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void wholePartitionsGoAndTheOneThatTheLimitDividesKeepsItsLastDays() {
    PurgeOutcome outcome = purge();

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(left()).as("partitions").doesNotContain("visits_2025_01", "visits_2025_06");
    assertThat(left()).contains("visits_2025_07", "visits_else");
    assertThat(database.text("select min(visited_at)::date from visits")).isEqualTo("2025-07-16");
    assertThat(outcome.results().get(0).done()).isEqualTo(197);
    assertThat(outcome.results().get(0).due()).isEqualTo(197);
    assertThat(outcome.results().get(0).remaining()).isZero();
  }

  @Test
  void springBatchCountsTheRowsOfThePartitionsAndThoseThatWentOneByOne() {
    purge();

    assertThat(
            database.text(
                "select string_agg(format('%s %s', read_count, write_count), ', ' order by"
                    + " step_execution_id) from oubli.batch_step_execution"
                    + " where step_name like '00 %' and step_name not like '% worker:%'"))
        .isEqualTo("181 181, 16 16");
  }

  @Test
  void theEvidenceNamesThePartitionItsBoundsAndHowManyRowsWereCounted() {
    purge();

    assertThat(
            database.text(
                "select row_count || ' ' || row_keys from oubli.ledger_entry"
                    + " where row_keys like '%visits_2025_02%'"))
        .isEqualTo(
            "28 {\"partition visits_2025_02 FOR VALUES FROM ('2025-02-01 00:00:00+00')"
                + " TO ('2025-03-01 00:00:00+00')\"}");
    assertThat(database.text("select sum(row_count) from oubli.ledger_entry")).isEqualTo("197");
    assertThat(database.verifyLedger().faults()).isEmpty();
    long entries = database.count("oubli.ledger_entry");
    assertThat(purge().code()).isEqualTo(ExitCode.DONE);
    assertThat(database.count("oubli.ledger_entry")).isEqualTo(entries);
  }

  @Test
  void oneRowThatIsHeldKeepsItsPartitionAndNothingElse() {
    purgeNothing();
    database.execute(
        "insert into oubli.hold (kind, scope, collection, row_key, reason, owner, review_on, added_by)"
            + " values ('hold', 'row', 'visits', '(40,\"2025-02-08 12:00:00+00\")', 'complaint',"
            + " 'dpo', '2027-01-01', 'dpo')");

    purge();

    assertThat(left()).contains("visits_2025_02").doesNotContain("visits_2025_01");
    assertThat(database.text("select string_agg(id::text, ',') from visits_2025_02"))
        .isEqualTo("40");
  }

  @Test
  void aRowWhoseDateIsNotToBeTrustedKeepsItsPartition() {
    database.execute(
        "create table visits_old partition of visits for values from (minvalue) to ('2000-01-01')");
    database.execute(
        "insert into visits values (9001, '1970-01-01', 'p'), (9002, '1999-01-01', 'p')");

    PurgeOutcome outcome = purge();

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(database.text("select string_agg(id::text, ',') from visits_old")).isEqualTo("9001");
  }

  @Test
  void aPartitionThatSomebodyReadsIsEmptiedRowByRow() throws SQLException {
    try (Connection reader = database.connect()) {
      reader.setAutoCommit(false);
      reader.createStatement().execute("select count(*) from visits_2025_03");

      purge();

      assertThat(left()).contains("visits_2025_03").doesNotContain("visits_2025_01");
      assertThat(database.count("visits where visited_at < '2025-07-16'")).isZero();
    }
  }

  @Test
  void aPartitionThatAViewNeedsIsEmptiedRowByRow() {
    database.execute("create view february as select * from visits_2025_02");

    purge();

    assertThat(left()).contains("visits_2025_02").doesNotContain("visits_2025_01");
    assertThat(database.count("february")).isZero();
  }

  @Test
  void aTriggerOnDeletionFiresForEveryRow() {
    database.execute("create table seen (id bigint)");
    database.execute(
        "create function note() returns trigger language plpgsql as"
            + " 'begin insert into seen values (old.id); return old; end'");
    database.execute(
        "create trigger noted after delete on visits_2025_04 for each row execute function note()");

    purge();

    assertThat(database.count("seen")).isEqualTo(30);
    assertThat(left()).contains("visits_2025_04").doesNotContain("visits_2025_01");
  }

  @Test
  void aPartitionOfPartitionsGoesAtOnce() {
    database.execute(
        "create table visits_2024 partition of visits for values from ('2023-01-01') to ('2024-06-01')"
            + " partition by range (visited_at)");
    database.execute(
        "create table visits_2023h partition of visits_2024 for values from ('2023-01-01')"
            + " to ('2024-01-01')");
    database.execute(
        "create table visits_2024h partition of visits_2024 for values from ('2024-01-01')"
            + " to ('2024-06-01')");
    database.execute(
        "insert into visits values (9001, '2023-05-01', 'p'), (9002, '2024-05-01', 'p')");

    PurgeOutcome outcome = purge();

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(left()).doesNotContain("visits_2024", "visits_2023h", "visits_2024h");
    assertThat(
            database.count(
                "oubli.ledger_entry where row_count = 2 and row_keys like '%visits_2024 %'"))
        .isEqualTo(1);
  }

  @Test
  void aPlanDropsThePartitionsOfWhichItHasEveryRowAndLeavesWhatCameSince() {
    String plan = Shop.planNamedIn(database.dryRun(AS_OF).remarks());
    database.execute("insert into visits values (9001, '2025-02-10', 'came since')");
    database.execute("delete from visits where visited_at < '2025-01-05'");

    PurgeOutcome outcome =
        database.purge(
            database.policy(),
            database.map(),
            database.options(LocalDate.parse(AS_OF), false, plan));

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(left())
        .contains("visits_2025_02", "visits_2025_07")
        .doesNotContain("visits_2025_01", "visits_2025_03", "visits_2025_06");
    assertThat(database.text("select string_agg(id::text, ',') from visits_2025_02"))
        .isEqualTo("9001");
    assertThat(outcome.results().get(0).unplanned()).isEqualTo(1);
  }

  @Test
  void whoeverWantsTheTablesToStayGetsThemEmptied() {
    database.policy(POLICY.replace("limits: {", "limits: { partitions-wholly-due: empty,"));

    PurgeOutcome outcome = purge();

    assertThat(left()).contains("visits_2025_01", "visits_2025_06");
    assertThat(database.count("visits_2025_01")).isZero();
    assertThat(outcome.results().get(0).done()).isEqualTo(197);
  }

  private void purgeNothing() {
    database.policy(POLICY.replace("P12M", "P90Y"));
    purge();
    database.policy(POLICY);
  }

  private PurgeOutcome purge() {
    return database.purge(AS_OF);
  }

  private List<String> left() {
    return database
        .jdbc()
        .queryForList(
            "select relid::regclass::text from pg_partition_tree('visits')", String.class);
  }
}
