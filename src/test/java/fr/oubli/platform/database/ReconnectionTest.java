package fr.oubli.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** How long a database is waited for that does not answer. */
class ReconnectionTest {

  private final List<String> told = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  private static PGSimpleDataSource away() throws IOException {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody.setURL("jdbc:postgresql://127.0.0.1:%d/none".formatted(port.getLocalPort()));
    }
    return nobody;
  }

  private static RuntimeException lost() {
    return new ConnectionLost("broke", new SQLException("the connection broke", "08006"));
  }

  @Test
  void anHourOfPatienceEndsWhenTheNightHasToEnd() throws Exception {
    PGSimpleDataSource away = away();
    assertThatThrownBy(
            () ->
                new Reconnection(Duration.ofHours(1), 5)
                    .through(
                        away,
                        told::add,
                        () -> asked.incrementAndGet() == 2,
                        () -> {
                          throw lost();
                        }))
        .isInstanceOf(ConnectionLost.class)
        .hasMessageContaining("the night had to end before the database came back");
    assertThat(told).hasSize(1);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aNightWithoutAnEndStopsWaitingWhenItsPatienceIsOver() throws Exception {
    PGSimpleDataSource away = away();
    assertThatThrownBy(
            () ->
                new Reconnection(Duration.ZERO, 5)
                    .through(
                        away,
                        told::add,
                        () -> false,
                        () -> {
                          throw lost();
                        }))
        .isInstanceOf(ConnectionLost.class)
        .hasMessageContaining("did not come back within 0 s");
  }
}
