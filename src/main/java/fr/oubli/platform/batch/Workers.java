package fr.oubli.platform.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The threads and the numbers of the workers of a partitioned step. Workers of a step share one
 * reader and take from it what comes next, so none idles while another has work, and a worker's
 * context holds nothing.
 */
public final class Workers {

  private static final Duration LONGEST_SLICE = Duration.ofMinutes(10);

  private Workers() {}

  /**
   * @param most how many work at the same time; one more waits for its turn
   */
  public static SimpleAsyncTaskExecutor threads(int most) {
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("worker-");
    threads.setConcurrencyLimit(most);
    // A worker that outlived its step must not work on beside those of another launch.
    threads.setTaskTerminationTimeout(LONGEST_SLICE.toMillis());
    return threads;
  }

  /**
   * Makes the given number of workers, and not as many as an earlier start of the same step had,
   * which Spring would pass on.
   */
  public static Partitioner count(int workers) {
    return earlier -> {
      Map<String, ExecutionContext> contexts = new HashMap<>();
      for (int worker = 0; worker < workers; worker++) {
        contexts.put(Integer.toString(worker), new ExecutionContext());
      }
      return contexts;
    };
  }
}
