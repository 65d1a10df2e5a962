package fr.oubli.purge.pace;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/**
 * Stops a night at its moment. The job is asked to end after the slices in hand; what its sessions
 * still do after that is taken back, so that no half of a slice is left and the night soon ends.
 */
public final class StopWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StopWatch.class);

  /** How long the slices in hand are waited for; the rest of five seconds is for the end. */
  private static final Duration FOR_SLICES = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Until until;
  private final NightSessions sessions;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Thread watching = new Thread(this::watch, "until");
  private @Nullable Runnable stop;
  private boolean closed;

  private StopWatch(Until until, NightSessions sessions) {
    this.until = until;
    this.sessions = sessions;
    watching.setDaemon(true);
  }

  /** Watches until it is closed. */
  public static StopWatch on(Until until, NightSessions sessions) {
    StopWatch watch = new StopWatch(until, sessions);
    if (until.isAsked()) {
      watch.watching.start();
    }
    return watch;
  }

  /** Whether the night has to end. */
  public boolean isOver() {
    return until.hasPassed();
  }

  /**
   * @throws NightIsOver when the night has to end
   */
  public void refuseOver() {
    if (isOver()) {
      throw new NightIsOver();
    }
  }

  /**
   * @param job asks it to end, which may take a while; null while none runs
   */
  public synchronized void stops(@Nullable Runnable job) {
    this.stop = job;
  }

  /** Returns once the job was asked to end, where its moment has come. */
  public void check() {
    if (isOver()) {
      LockSupport.unpark(watching);
      try {
        if (!asked.await(FOR_SLICES.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.debug("the job was not asked to end yet");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void watch() {
    long came = 0;
    while (!isClosed()) {
      LockSupport.parkNanos(LOOK.toNanos());
      if (isOver()) {
        came = came == 0 ? System.nanoTime() : came;
        end(System.nanoTime() - came > FOR_SLICES.toNanos());
      }
    }
  }

  /** Nothing is taken back any more once this watch was closed. */
  private synchronized void end(boolean takeBack) {
    try {
      if (!closed && stop != null && asked.getCount() > 0) {
        stop.run();
        asked.countDown();
      }
      // While no job runs, no slice is in hand.
      if (!closed && (takeBack || stop == null)) {
        sessions.cancel();
      }
    } catch (NestedRuntimeException e) {
      LOG.debug("the night could not be asked to end; it is asked again", e);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    LockSupport.unpark(watching);
  }
}
