package fr.oubli.platform.batch;

import fr.oubli.platform.console.Ending;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On SIGTERM asks the job to stop after the chunk in hand, then leaves the command the time to end
 * by itself, with its own exit code rather than the signal's.
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

  public static GracefulStop on(Runnable stop) {
    GracefulStop graceful = new GracefulStop(stop);
    Runtime.getRuntime().addShutdownHook(graceful.hook);
    return graceful;
  }

  /** The command's end halts the process; this ends only when the command does not. */
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
