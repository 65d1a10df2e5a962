package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.TestServer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import org.junit.jupiter.api.Test;

class RunLockIT {

  @Test
  void aSecondRunIsToldWhoHoldsTheLock() {
    try (Database database = TestServer.open()) {
      RunLock first = RunLock.acquire(database.dataSource(), "purge");
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class, () -> RunLock.acquire(database.dataSource(), "purge").close());
      assertThat(refusal.code()).isEqualTo(ExitCode.BUSY);
      assertThat(refusal.lines())
          .singleElement()
          .asString()
          .matches(
              "another run is under way: oubli of role agent, server process \\d+,"
                  + " connected since [-0-9]+ [:0-9]+ UTC; try later");
      first.close();
      RunLock.acquire(database.dataSource(), "purge").close();
    }
  }

  @Test
  void anotherNameIsAnotherLock() {
    try (Database database = TestServer.open()) {
      RunLock first = RunLock.acquire(database.dataSource(), "purge");
      RunLock.acquire(database.dataSource(), "import").close();
      first.close();
    }
  }
}
