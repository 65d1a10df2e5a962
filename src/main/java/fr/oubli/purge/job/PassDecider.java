package fr.oubli.purge.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.StepExecution;

/**
 * Has a collection gone over again while that helps. Rows that refer to others of the same table
 * free them pass by pass; a row that moved since it was listed, or to a block that was already
 * read, is met in the next pass.
 */
record PassDecider(EnforcementProgress progress) implements JobExecutionDecider {

  static final String AGAIN = "AGAIN";
  static final String ON = "ON";

  /** Somebody who locks rows for longer than this takes may do so all night. */
  private static final int PASSES_FOR_LOCKED = 3;

  @Override
  public FlowExecutionStatus decide(JobExecution job, @Nullable StepExecution step) {
    boolean listedBefore =
        progress.enforcement().watermark() != null || !progress.planned().slices().isEmpty();
    // Another rule may have moved every row of a list that was made before the first change.
    boolean helps =
        progress.inPass() > 0
            || (listedBefore && progress.passes() == 1)
            || (progress.left() > 0 && progress.passes() < PASSES_FOR_LOCKED);
    return new FlowExecutionStatus(progress.isIncomplete() && helps ? AGAIN : ON);
  }
}
