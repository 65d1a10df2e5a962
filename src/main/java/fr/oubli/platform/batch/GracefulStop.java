package fr.oubli.platform.batch;

import fr.oubli.platform.console.Ending;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the job to stop after the chunk in hand when a SIGTERM arrives, and then leaves the command
 * up to a minute to end by itself, with its own exit code rather than the signal's.
 */
public final class GracefulStop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);
  private static final long PATIENCE_SECONDS = 60;

  private final Thread hook;

  private GracefulStop(Runnable stop) {
    this.hook =
        new Thread(
            () -> {
              Ending.stopping();
              stop.run();
              awaitEnd();
            },
            "graceful-stop");
  }

  /** Until it is closed, a signal runs what is given, in a thread of its own. */
  public static GracefulStop on(Runnable stop) {
    GracefulStop graceful = new GracefulStop(stop);
    Runtime.getRuntime().addShutdownHook(graceful.hook);
    return graceful;
  }

  /** A command that ends halts the process; this returns only when the command does not end. */
  private static void awaitEnd() {
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      LOG.debug("the stop was asked for", shuttingDown);
    }
  }
}
