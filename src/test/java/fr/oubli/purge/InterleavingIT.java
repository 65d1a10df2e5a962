package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterleavingIT {

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  /** Starts a purge beside an open transaction and ends that transaction once the purge waits. */
  private PurgeOutcome purgeBeside(String statement, boolean commit) throws Exception {
    try (Connection other = shop.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute(statement);
      CompletableFuture<PurgeOutcome> purge =
          CompletableFuture.supplyAsync(() -> shop.purge("2026-11-23"));
      await().atMost(Duration.ofSeconds(30)).until(() -> purgeWaits() || purge.isDone());
      assertThat(purge).isNotDone();
      if (commit) {
        other.commit();
      } else {
        other.rollback();
      }
      return purge.get(60, TimeUnit.SECONDS);
    }
  }

  private boolean purgeWaits() {
    return shop.count(
            "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        > 0;
  }

  private static String newOrder(long customer) {
    return "insert into orders (customer_id, ordered_at) values (%d, '2026-11-23 01:00+01')"
        .formatted(customer);
  }

  @Test
  void anOrderCommittedWhileItsCustomerIsProcessedKeepsTheCustomerAndTheOlderOrders()
      throws Exception {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, "2019-05-06 12:00+02");

    PurgeOutcome outcome = purgeBeside(newOrder(customer), true);

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.intact(customer)).isTrue();
    assertThat(shop.count("orders where last_name = 'Martin' and amount = 123.45")).isEqualTo(1);
    assertThat(shop.count("oubli.ledger_entry")).isZero();
  }

  @Test
  void anOrderThatIsRolledBackKeepsNothing() throws Exception {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, "2019-05-06 12:00+02");

    purgeBeside(newOrder(customer), false);

    assertThat(shop.anonymised(customer)).isTrue();
  }

  @Test
  void aNeighbourInTheSameChunkGoesAllTheSame() throws Exception {
    long kept = shop.customer("a@example.fr");
    long gone = shop.customer("b@example.fr");
    shop.order(kept, "2019-05-06 12:00+02");
    shop.order(gone, "2019-05-06 12:00+02");

    purgeBeside(newOrder(kept), true);

    assertThat(shop.intact(kept)).isTrue();
    assertThat(shop.anonymised(gone)).isTrue();
  }

  @Test
  void anOrderThatBecomesSomebodyElsesInTheMomentOfItsMaskingStays() throws Exception {
    long gone = shop.customer("a@example.fr");
    long active = shop.customer("b@example.fr");
    shop.order(gone, "2019-05-06 12:00+02");
    long moved = shop.order(gone, "2019-05-07 12:00+02");
    shop.order(active, "2026-11-22 12:00+01");

    PurgeOutcome outcome =
        purgeBeside(
            "update orders set customer_id = %d where id = %d".formatted(active, moved), true);

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.anonymised(gone)).isTrue();
    assertThat(shop.intact(active)).isTrue();
    assertThat(
            shop.count("orders where amount = 123.45 and last_name = 'Martin' and id = " + moved))
        .isEqualTo(1);
    assertThat(
            shop.count("oubli.ledger_entry, unnest(row_keys::text[]) k where k = '" + moved + "'"))
        .isZero();
  }

  @Test
  void aCookieSetAnewInTheMomentOfItsDeletionStaysAndTheLedgerNamesTheOthersAlone()
      throws Exception {
    shop.cookie("2025-01-01 12:00+01");
    long renewed = shop.cookie("2025-01-02 12:00+01");
    shop.cookie("2025-01-03 12:00+01");

    PurgeOutcome outcome =
        purgeBeside("update cookies set set_at = '2026-11-22' where id = " + renewed, true);

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("cookies where id = " + renewed)).isEqualTo(1);
    assertThat(shop.count("cookies")).isEqualTo(1);
    assertThat(shop.count("oubli.ledger_entry where collection = 'cookies' and row_count = 2"))
        .isEqualTo(1);
    assertThat(
            shop.count(
                "oubli.ledger_entry, unnest(row_keys::text[]) k where k = '" + renewed + "'"))
        .isZero();
    assertThat(shop.verifyLedger().faults()).isEmpty();
  }

  @Test
  void aCookieThatSomebodyElseDeletedInThatMomentIsNotInTheLedger() throws Exception {
    long other = shop.cookie("2025-01-01 12:00+01");
    shop.cookie("2025-01-02 12:00+01");

    purgeBeside("delete from cookies where id = " + other, true);

    assertThat(shop.count("cookies")).isZero();
    assertThat(
            shop.count("oubli.ledger_entry, unnest(row_keys::text[]) k where k = '" + other + "'"))
        .isZero();
    assertThat(shop.count("oubli.ledger_entry where row_count = 1")).isEqualTo(1);
  }
}
