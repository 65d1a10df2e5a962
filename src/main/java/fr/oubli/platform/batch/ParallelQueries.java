package fr.oubli.platform.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks the database independent questions, on as many connections as there are workers, and answers
 * in the order in which they were put. When one fails, its failure is thrown once all have ended.
 */
public final class ParallelQueries {

  private ParallelQueries() {}

  public static <T, R> List<R> each(List<T> items, int workers, Function<T, R> work) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(workers, items.size())));
    try {
      List<Future<R>> begun = new ArrayList<>();
      items.forEach(item -> begun.add(threads.submit(() -> work.apply(item))));
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
      throw new IllegalStateException("interrupted while the workers were busy", e);
    } finally {
      awaitEnd(threads);
    }
  }

  /** The same, of work that answers nothing; what it changed is seen by the caller. */
  public static void all(List<Runnable> items, int workers) {
    each(items, workers, ParallelQueries::done);
  }

  private static boolean done(Runnable item) {
    item.run();
    return true;
  }

  /** The caller may change what a worker reads, so it goes on only when none reads any more. */
  private static void awaitEnd(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
