package fr.oubli.purge;

import fr.oubli.platform.console.Ending;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.database.ConnectionLost;
import fr.oubli.platform.database.Reconnection;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Launches a night again whose connection broke, which resumes it. A night that somebody asked to
 * stop is left as it is.
 */
record Perseverance(DataSource dataSource, Reconnection reconnection, Progress progress) {

  /**
   * @throws Refusal when the database did not come back
   */
  PurgeOutcome with(Supplier<PurgeOutcome> launch) {
    try {
      return reconnection.through(dataSource, progress::told, () -> unlessStopping(launch));
    } catch (ConnectionLost e) {
      throw new Refusal(
          ExitCode.FAILED, e.getMessage() + "; run the same command again to resume the night");
    }
  }

  private static PurgeOutcome unlessStopping(Supplier<PurgeOutcome> launch) {
    try {
      return launch.get();
    } catch (RuntimeException e) {
      if (Ending.isStopping() && SqlStates.lost(e)) {
        throw new Refusal(
            ExitCode.FAILED,
            "stopped, and the connection was lost ("
                + Failures.line(e)
                + "); run the same command again to resume the night");
      }
      throw e;
    }
  }
}
