package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.PurgeProcess;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  private void awaitBlocked() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                shop.count(
                        "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                    > 0);
  }

  private static void execute(Connection other, String statement) throws SQLException {
    try (Statement sql = other.createStatement()) {
      sql.execute(statement);
    }
  }

  private static void assertStoppedBeforeItActed(PurgeProcess night)
      throws IOException, InterruptedException {
    assertThat(night.askToStop()).isEqualTo(ExitCode.FAILED.code());
    assertThat(night.process().errors())
        .anyMatch(line -> line.contains("stopped before it acted on a row; run the same command"));
  }

  @Test
  void aSignalWhileItCountsIsNoSurprise() throws Exception {
    shop.cookie("2024-01-01 12:00+01");
    try (Connection other = shop.connect()) {
      other.setAutoCommit(false);
      execute(other, "lock table cookies in access exclusive mode");
      PurgeProcess night = PurgeProcess.start(shop, "2026-11-23");
      awaitBlocked();
      assertStoppedBeforeItActed(night);
    }
    assertThat(shop.count("cookies")).isEqualTo(1);
    assertThat(shop.purge("2026-11-23").code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("cookies")).isZero();
  }

  @Test
  void aSignalWhileItListsLeavesNoPartOfTheList() throws Exception {
    shop.cookie("2024-01-01 12:00+01");
    Path list = Files.createDirectory(shop.folder().resolve("list")).resolve("rows.csv");
    try (Connection other = shop.connect()) {
      other.setAutoCommit(false);
      execute(other, "lock table cookies in access exclusive mode");
      PurgeProcess night =
          PurgeProcess.start(
              shop, "2026-11-23", "--list", list.toString(), "--dry-run", "--log=text");
      awaitBlocked();
      assertStoppedBeforeItActed(night);
    }
    assertThat(list.getParent()).isEmptyDirectory();
  }

  /** It acted, lost its connection, and counts again when the signal comes. */
  @Test
  void aSignalWhileItCountsAgainIsNoSurprise() throws Exception {
    shop.cookie("2024-01-01 12:00+01");
    try (Connection other = shop.connect()) {
      other.setAutoCommit(false);
      execute(other, "select 1 from cookies for update");
      PurgeProcess night = PurgeProcess.start(shop, "2026-11-23");
      awaitBlocked();
      execute(
          other,
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and application_name = 'oubli'");
      execute(other, "lock table cookies in access exclusive mode");
      awaitBlocked();
      assertStoppedBeforeItActed(night);
    }
    assertThat(shop.count("cookies")).isEqualTo(1);
  }
}
