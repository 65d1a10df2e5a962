package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.PurgeProcess;
import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A signal while the night still counts ends it with 1 and a line, as the table of codes says. */
class StoppedBeforeItActsIT {

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aSignalWhileItCountsIsNoSurprise() throws Exception {
    shop.cookie("2024-01-01 12:00+01");
    try (Connection other = shop.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table cookies in access exclusive mode");
      PurgeProcess night = PurgeProcess.start(shop, "2026-11-23");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  shop.count(
                          "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                      > 0);
      assertThat(night.askToStop()).isEqualTo(ExitCode.FAILED.code());
      assertThat(night.process().errors())
          .anyMatch(
              line -> line.contains("stopped before it acted on a row; run the same command"));
    }
    assertThat(shop.count("cookies")).isEqualTo(1);
    assertThat(shop.purge("2026-11-23").code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("cookies")).isZero();
  }
}
