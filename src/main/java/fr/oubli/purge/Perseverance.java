package fr.oubli.purge;

import fr.oubli.platform.console.Ending;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.database.Blockers;
import fr.oubli.platform.database.ConnectionLost;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.pace.Until;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Launches a night again whose connection broke, or that waited too long for a lock; the launch
 * resumes it. While it works it looks who blocks it. A night that somebody asked to stop is left as
 * it is.
 */
record Perseverance(DataSource dataSource, Patience patience, Until until, Progress progress) {

  /** Each try waits as long as the session's lock_timeout says. */
  private static final int TRIES_FOR_A_LOCK = 3;

  private static final String AGAIN = "; run the same command again to resume the night";

  /**
   * @throws Refusal when the database did not come back, or the lock was not to be had
   */
  PurgeOutcome with(Supplier<PurgeOutcome> launch) {
    try (Blockers blockers = Blockers.watch(dataSource, patience.blocked(), progress::told)) {
      return patience
          .reconnection()
          .through(dataSource, progress::told, until::hasPassed, () -> unlessLocked(launch));
    } catch (ConnectionLost e) {
      throw new Refusal(ExitCode.FAILED, e.getMessage() + AGAIN);
    }
  }

  /**
   * For a night that has not begun to act.
   *
   * @throws Refusal when a signal asked it to end
   */
  static void refuseStopping() {
    if (Ending.isStopping()) {
      throw new Refusal(ExitCode.FAILED, "stopped before it acted on a row" + AGAIN);
    }
  }

  private static PurgeOutcome unlessLocked(Supplier<PurgeOutcome> launch) {
    for (int tries = 1; ; tries++) {
      try {
        return unlessStopping(launch);
      } catch (RuntimeException e) {
        if (!SqlStates.of(e).equals(SqlStates.LOCKED)) {
          throw e;
        }
        if (tries == TRIES_FOR_A_LOCK || Ending.isStopping()) {
          throw new Refusal(
              ExitCode.FAILED, "another session holds a lock that the night needs" + AGAIN);
        }
      }
    }
  }

  /**
   * @throws Refusal when a signal asked it to end, and that is why it failed
   */
  static PurgeOutcome unlessStopping(Supplier<PurgeOutcome> launch) {
    try {
      return launch.get();
    } catch (RuntimeException e) {
      if (Ending.isStopping() && SqlStates.of(e).equals(SqlStates.CANCELLED)) {
        refuseStopping();
      }
      if (Ending.isStopping() && SqlStates.lost(e)) {
        throw new Refusal(
            ExitCode.FAILED,
            "stopped, and the connection was lost (" + Failures.line(e) + ")" + AGAIN);
      }
      throw e;
    }
  }
}
