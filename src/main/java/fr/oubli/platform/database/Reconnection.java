package fr.oubli.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Does work again whose connection broke: once the database answers again, which is waited for with
 * pauses that grow, and so many times at most. The work has to be such that doing it again goes on
 * where it stopped.
 *
 * @param patience how long the database is waited for each time
 * @param times how often the work may lose its connection
 */
public record Reconnection(Duration patience, int times) {

  /** For a night: a server that restarts or fails over is back within minutes. */
  public static final Reconnection OF_A_NIGHT = new Reconnection(Duration.ofMinutes(5), 10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int ANSWER_SECONDS = 5;

  /**
   * @param told of every loss and return, a line each
   * @param over whether the work has to end, so that nothing is waited for any more
   * @throws ConnectionLost when the database did not come back, or was lost too often
   */
  public <T> T through(
      DataSource dataSource, Consumer<String> told, BooleanSupplier over, Supplier<T> work) {
    for (int loss = 1; ; loss++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!SqlStates.lost(e)) {
          throw e;
        }
        if (loss > times) {
          throw new ConnectionLost(
              "the connection was lost more than " + times + " times" + settings(dataSource), e);
        }
        told.accept(
            "the connection to the database was lost%s; waiting up to %d s for it"
                .formatted(state(e), patience.toSeconds()));
        awaitAnswer(dataSource, over, e);
        told.accept("the database answers again; going on where the run stopped");
      }
    }
  }

  private static String state(Throwable loss) {
    String state = SqlStates.of(loss);
    return state.isEmpty() ? "" : " (SQLState " + state + ")";
  }

  private void awaitAnswer(DataSource dataSource, BooleanSupplier over, RuntimeException loss) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      pause(pause, loss);
      if (answers(dataSource)) {
        return;
      }
      if (over.getAsBoolean()) {
        throw new ConnectionLost("the night had to end before the database came back", loss);
      }
      if (System.nanoTime() > deadline) {
        throw new ConnectionLost(
            "the database did not come back within " + patience.toSeconds() + " s", loss);
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  /** Names the settings by which the server itself ends sessions; empty where there are none. */
  private static String settings(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select string_agg(format('%s is %s ms: alter role current_user set %s = 0',
                    name, setting, name), '; ' order by name) as ending
                  from pg_settings where setting <> '0' and name in ('idle_session_timeout',
                    'idle_in_transaction_session_timeout', 'transaction_timeout')
                """)) {
      row.next();
      String ending = row.getString("ending");
      return ending == null ? "" : "; " + ending;
    } catch (SQLException e) {
      return "";
    }
  }

  private static boolean answers(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void pause(Duration pause, RuntimeException loss) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw loss;
    }
  }
}
