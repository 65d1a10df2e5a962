package fr.oubli.purge.job;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * The work of the job's last step, whose value the launch returns. It stays in memory: what a step
 * puts into its execution context would be stored in Spring Batch's tables.
 */
final class LastStep<T> implements Tasklet {

  private final Supplier<T> work;
  private volatile @Nullable T value;

  LastStep(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    value = work.get();
    return RepeatStatus.FINISHED;
  }

  /** Null while the step has not ended in this process. */
  @Nullable T value() {
    return value;
  }
}
