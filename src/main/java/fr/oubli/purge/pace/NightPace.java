package fr.oubli.purge.pace;

import fr.oubli.model.policy.PaceLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/**
 * Keeps a night beside others. It tries again and again what a small transaction takes, looks
 * whether somebody waits for the night, how far replicas are behind and how fast the log grows, and
 * has the workers pause longer or less long between their slices.
 */
public final class NightPace implements Throttle, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NightPace.class);

  /** A slice is cut into so many pieces: a hundredth of a second each. */
  private static final int FINER = 20;

  private static final int TRIES_BEFORE = 20;
  private static final int TRIES_A_LOOK = 5;
  private static final int REMEMBERED = 10;
  private static final long BETWEEN_TRIES_MILLIS = 50;
  private static final long LONGEST_SLEEP_MILLIS = 20;

  private final PaceLimits limits;
  private final Looks looks;
  private final Effort effort = new Effort();
  private final PaceFigures figures = new PaceFigures();
  private final ThreadLocal<Long> began = new ThreadLocal<>();
  private final Deque<Double> tries = new ArrayDeque<>();
  private final Thread watching = new Thread(this::watch, "pace");
  private volatile @Nullable Double before;

  private NightPace(PaceLimits limits, Looks looks) {
    this.limits = limits;
    this.looks = looks;
    watching.setDaemon(true);
  }

  /** Returns once it is known what a small transaction takes before the night begins. */
  public static NightPace watch(PaceLimits limits, NightSessions sessions) {
    NightPace pace = new NightPace(limits, new Looks(sessions));
    pace.tryBefore();
    pace.watching.start();
    return pace;
  }

  private void tryBefore() {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < TRIES_BEFORE && sleep(BETWEEN_TRIES_MILLIS); i++) {
      Double took = looks.commit();
      if (took != null) {
        all.add(took);
      }
    }
    before = all.isEmpty() ? null : late(all);
  }

  /** Three of four were quicker. */
  private static double late(Collection<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    return sorted.get(sorted.size() * 3 / 4);
  }

  private void watch() {
    for (int i = 1; sleep(BETWEEN_TRIES_MILLIS); i++) {
      try {
        remember(looks.commit());
        if (i % TRIES_A_LOOK == 0) {
          look();
        }
      } catch (NestedRuntimeException e) {
        LOG.debug("what others feel could not be asked", e);
      }
    }
  }

  private void remember(@Nullable Double took) {
    if (took != null) {
      tries.addLast(took);
      if (tries.size() > REMEMBERED) {
        tries.removeFirst();
      }
    }
  }

  private void look() {
    Signs signs = looks.signs(tries.isEmpty() ? null : late(tries));
    figures.note(signs, effort.share());
    effort.feel(signs.pressure(limits, before));
  }

  /** Not interrupted meanwhile. */
  private static boolean sleep(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void await(BooleanSupplier over) {
    Long start = began.get();
    if (start != null) {
      long end = System.nanoTime();
      long took = end - start;
      while (!over.getAsBoolean()
          && effort.pause(took) > System.nanoTime() - end
          && sleep(sleep(took, end))) {
        LOG.trace("a worker pauses");
      }
    }
    began.set(System.nanoTime());
  }

  private long sleep(long took, long end) {
    long left = (effort.pause(took) - (System.nanoTime() - end)) / 1_000_000;
    return Math.max(1, Math.min(LONGEST_SLEEP_MILLIS, left));
  }

  @Override
  public int finer() {
    return FINER;
  }

  /** What was measured, in a line; none where the night ended before. */
  public List<String> told() {
    return figures.told(before, looks.replicas());
  }

  @Override
  public void close() {
    watching.interrupt();
    try {
      watching.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
