package fr.oubli.purge.job;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/**
 * How the job of a run ended.
 *
 * @param value what its last step answered; null where the job ended before
 * @param startUp how long Spring took to start
 */
public record PurgeEnd<T>(JobExecution execution, @Nullable T value, Duration startUp) {

  /**
   * The value of a job that completed.
   *
   * @param unfinished answers for a job that failed or was stopped
   */
  public T orElse(Function<JobExecution, T> unfinished) {
    return execution.getStatus() == BatchStatus.COMPLETED
        ? Objects.requireNonNull(value, "the job completed without its last step")
        : unfinished.apply(execution);
  }
}
