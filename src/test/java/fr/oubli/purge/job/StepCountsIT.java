package fr.oubli.purge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.decision.statement.NulledReferences;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.testing.PurgeProcess;
import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Spring Batch's own tables say of a run's steps, beside what the ledger says. */
class StepCountsIT {

  private static final String AS_OF = "2026-11-23";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  /** The counts of one execution of a step. */
  private record Counts(long read, long write, long filter, long commit) {}

  /** The executions of the step of an enforcement, in the order of its passes. */
  private List<Counts> passes(String enforcement) {
    return counts("step_name ~ ?", "^\\d+ " + enforcement + "$");
  }

  private List<Counts> workers(String enforcement) {
    return counts("step_name ~ ?", "^\\d+ " + enforcement + " worker:\\d+$");
  }

  private List<Counts> counts(String condition, String name) {
    return shop.jdbc()
        .query(
            "select read_count, write_count, filter_count, commit_count"
                + " from oubli.batch_step_execution where "
                + condition
                + " order by step_execution_id",
            (row, number) ->
                new Counts(
                    row.getLong("read_count"),
                    row.getLong("write_count"),
                    row.getLong("filter_count"),
                    row.getLong("commit_count")),
            name);
  }

  /** Rows that the workers of all executions wrote, by enforcement. */
  private Map<String, Long> writtenByWorkers() {
    return byName(
        "select substring(step_name from '^\\d+ (.*) worker:\\d+$') as name,"
            + " sum(write_count) as rows from oubli.batch_step_execution"
            + " where step_name ~ ' worker:\\d+$' group by 1 having sum(write_count) > 0");
  }

  private Map<String, Long> ledger() {
    return byName(
        "select rule || ':' || collection as name, sum(row_count) as rows"
            + " from oubli.ledger_entry where action <> '"
            + NulledReferences.ACTION
            + "' group by 1");
  }

  private Map<String, Long> byName(String sql) {
    Map<String, Long> rows = new TreeMap<>();
    shop.jdbc()
        .query(
            sql,
            row -> {
              rows.put(row.getString("name"), row.getLong("rows"));
            });
    return rows;
  }

  private void hold(String collection, long row) {
    new HoldRegister(shop.dataSource())
        .add(
            HoldRegister.Scope.ROW,
            collection,
            "" + row,
            "complaint",
            "Claims",
            LocalDate.of(2027, 6, 30),
            "op");
  }

  @Test
  void aDeletionReadsWhatIsDueWritesWhatGoesAndFiltersWhatAHoldKeeps() {
    for (int i = 0; i < 6; i++) {
      shop.cookie("2025-01-0" + (1 + i) + " 12:00+01");
    }
    hold("cookies", shop.cookie("2025-01-08 12:00+01"));
    shop.cookie("2026-11-01 12:00+01");

    PurgeOutcome outcome = shop.purge(AS_OF);

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(ledger()).containsExactly(Map.entry("cookies:cookies", 6L));
    assertThat(passes("cookies:cookies")).containsExactly(new Counts(7, 6, 1, 1));
    assertThat(workers("cookies:cookies")).containsExactly(new Counts(6, 6, 0, 1));
  }

  @Test
  void anAnonymisationCountsPersonsAndOrdersApart() {
    for (int i = 0; i < 3; i++) {
      long customer = shop.customer("c" + i + "@example.fr");
      shop.order(customer, "2019-05-0" + (1 + i) + " 12:00+02");
      shop.order(customer, "2019-06-0" + (1 + i) + " 12:00+02");
    }
    shop.order(shop.customer("active@example.fr"), "2026-05-06 12:00+02");

    shop.purge(AS_OF);

    assertThat(ledger())
        .containsEntry("order-data:customers", 3L)
        .containsEntry("order-data:orders", 6L);
    assertThat(writtenByWorkers()).isEqualTo(ledger());
    assertThat(passes("order-data:customers")).containsExactly(new Counts(3, 3, 0, 1));
    assertThat(passes("order-data:orders")).containsExactly(new Counts(6, 6, 0, 1));
  }

  @Test
  void aQuarantineCountsTheRowsThatItListed() {
    shop.cookie(null);
    shop.cookie("1970-01-01 00:00+00");
    shop.cookie("2026-11-01 12:00+01");

    assertThat(shop.purge(AS_OF).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(shop.count("oubli.quarantine")).isEqualTo(2);
    assertThat(counts("step_name = ?", "quarantine")).containsExactly(new Counts(0, 2, 0, 1));
  }

  @Test
  void aListedRowThatChangedMeanwhileIsFilteredAndThePassAfterFindsNothingMore() throws Exception {
    for (int i = 0; i < 100; i++) {
      shop.cookie("2026-11-01 12:00+01");
    }
    shop.cookie("2025-01-01 12:00+01");
    shop.cookie("2025-01-02 12:00+01");
    long renewed = shop.cookie("2025-01-03 12:00+01");

    purgeBeside("update cookies set set_at = '2026-11-22' where id = " + renewed);

    assertThat(ledger()).containsExactly(Map.entry("cookies:cookies", 2L));
    assertThat(passes("cookies:cookies"))
        .containsExactly(new Counts(3, 2, 1, 1), new Counts(1, 0, 1, 0));
    assertThat(workers("cookies:cookies"))
        .containsExactly(new Counts(3, 2, 1, 1), new Counts(0, 0, 0, 0));
  }

  /** Commits the other transaction once the purge waits for it. */
  private void purgeBeside(String statement) throws Exception {
    try (Connection other = shop.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute(statement);
      CompletableFuture<PurgeOutcome> purge =
          CompletableFuture.supplyAsync(() -> shop.purge(AS_OF));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  purge.isDone()
                      || shop.count(
                              "pg_stat_activity where datname = current_database()"
                                  + " and wait_event_type = 'Lock'")
                          > 0);
      assertThat(purge).isNotDone();
      other.commit();
      purge.get(60, TimeUnit.SECONDS);
    }
  }

  /** A slice and its counts are one transaction, so the counts of the killed start are exact. */
  @Test
  void aRunThatWasKilledAndResumedCountsEveryRowOnce() throws Exception {
    shop.jdbc()
        .execute(
            """
            insert into cookies (value, set_at)
            select repeat('x', 700), timestamptz '2024-01-01' + i * interval '1 minute'
            from generate_series(1, 80000) i;
            insert into customers (id, email, last_name, created_at)
            select i, 'c' || i || '@exemple.fr', 'N' || i, '2012-01-01'
            from generate_series(1, 500) i;
            insert into orders (customer_id, ordered_at, last_name)
            select i, timestamptz '2020-06-01', 'N' || i from generate_series(1, 500) i;
            analyze;
            """);
    PurgeProcess killed = PurgeProcess.start(shop, AS_OF);
    killed.awaitLedger(shop, Duration.ofSeconds(40));
    killed.killAfter(Duration.ZERO);
    assertThat(shop.count("oubli.run where ended_at is null")).isEqualTo(1);

    PurgeProcess.here(shop, Map.of(), AS_OF).finish(ExitCode.DONE);

    assertThat(shop.count("oubli.batch_job_execution")).isEqualTo(2);
    assertThat(ledger())
        .containsEntry("cookies:cookies", 80_000L)
        .containsEntry("order-data:customers", 500L)
        .containsEntry("order-data:orders", 500L);
    assertThat(writtenByWorkers()).isEqualTo(ledger());
    assertThat(workers("cookies:cookies")).allMatch(worker -> worker.read() == worker.write());
    long slices = shop.count("oubli.ledger_entry where collection = 'cookies'");
    assertThat(workers("cookies:cookies").stream().mapToLong(Counts::commit).sum())
        .as("slices, each with its entry, and those that the resumed start found empty")
        .isGreaterThanOrEqualTo(slices);
  }
}
