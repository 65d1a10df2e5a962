package fr.oubli.platform.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Independent questions to the database, asked on as many connections as there are workers and
 * answered in the order of what was asked. The first failure is the caller's, once all have ended.
 */
public final class ParallelQueries {

  private ParallelQueries() {}

  public static <T, R> List<R> each(List<T> items, int workers, Function<T, R> work) {
    ExecutorService lanes =
        Executors.newFixedThreadPool(Math.max(1, Math.min(workers, items.size())));
    try {
      List<Future<R>> begun = new ArrayList<>();
      items.forEach(item -> begun.add(lanes.submit(() -> work.apply(item))));
      List<R> answers = new ArrayList<>();
      for (Future<R> each : begun) {
        answers.add(each.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the lanes were at work", e);
    } finally {
      awaitEnd(lanes);
    }
  }

  /** Nobody goes on while a lane still reads what the caller is about to change. */
  private static void awaitEnd(ExecutorService lanes) {
    lanes.shutdownNow();
    try {
      lanes.awaitTermination(Long.MAX_VALUE, java.util.concurrent.TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
