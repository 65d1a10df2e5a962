package fr.oubli.retention;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On SIGTERM asks the job to stop after the chunk in hand, then waits for the command to end by
 * itself, so that the process leaves its own exit code rather than the signal's.
 */
final class GracefulStop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private GracefulStop(Runnable stop) {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              awaitEnd();
            },
            "graceful-stop");
  }

  static GracefulStop on(Runnable stop) {
    GracefulStop graceful = new GracefulStop(stop);
    Runtime.getRuntime().addShutdownHook(graceful.hook);
    return graceful;
  }

  private void awaitEnd() {
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      LOG.debug("the stop was asked for and is complete", shuttingDown);
    }
  }
}
