package fr.oubli.purge.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What others feel of a night is seen while they feel it. */
class LooksIT {

  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.fresh();
    shop.cookie("2025-01-01");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void whoWaitsForTheNightIsSeenAndWhoWaitsForSomebodyElseIsNot() throws Exception {
    NightSessions sessions = new NightSessions(shop.dataSource(), true);
    Looks looks = new Looks(sessions);
    try (Connection night = sessions.getConnection();
        Connection other = shop.connect();
        Connection third = shop.connect()) {
      assertThat(looks.signs(null).waiting()).isZero();
      for (Connection holder : new Connection[] {night, other}) {
        holder.setAutoCommit(false);
        holder.createStatement().execute("update cookies set value = 'x'");
        CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> change(third));
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> shop.count("pg_locks where not granted") > 0);
        assertThat(looks.signs(null).waiting()).isEqualTo(holder == night ? 1 : 0);
        holder.rollback();
        waiter.join();
      }
    }
  }

  private static void change(Connection connection) {
    try {
      connection.createStatement().execute("update cookies set value = 'y'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRoleWithoutRightsMeasuresASmallTransactionAndTheLog() {
    shop.jdbc().execute("create role nobody_at_all");
    try {
      shop.working(
          "nobody_at_all",
          source -> {
            Looks looks = new Looks(new NightSessions(source, true));
            assertThat(looks.commit()).isPositive();
            assertThat(looks.signs(1.0).log()).isZero();
            shop.jdbc().execute("create table grown as select generate_series(1, 10000)");
            Signs signs = looks.signs(1.0);
            assertThat(signs.log()).isPositive();
            assertThat(signs.behind()).isNull();
            assertThat(looks.replicas()).isEqualTo(Replicas.NONE);
            return true;
          });
    } finally {
      shop.jdbc().execute("drop role nobody_at_all");
    }
  }

  @Test
  void aGentleSessionKeepsOneCoreBusyAndAFullOneIsLeftAsItIs() throws SQLException {
    assertThat(parallel(false)).isEqualTo("2");
    assertThat(parallel(true)).isEqualTo("0");
  }

  private static String parallel(boolean gentle) throws SQLException {
    try (Connection fresh = shop.connect();
        Connection session =
            new NightSessions(new SingleConnectionDataSource(fresh, true), gentle).getConnection();
        ResultSet row =
            session
                .createStatement()
                .executeQuery(
                    "select current_setting('max_parallel_workers_per_gather') as workers")) {
      row.next();
      return row.getString("workers");
    }
  }

  @Test
  void whatTheSessionsDoCanBeTakenBack() throws Exception {
    NightSessions sessions = new NightSessions(shop.dataSource(), false);
    try (Connection night = sessions.getConnection()) {
      CompletableFuture<String> ended =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  night.createStatement().execute("select pg_sleep(60)");
                  return "";
                } catch (SQLException e) {
                  return e.getSQLState();
                }
              });
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  shop.count(
                          "pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'")
                      > 0);
      sessions.cancel();
      assertThat(ended.get()).isEqualTo("57014");
    }
  }
}
