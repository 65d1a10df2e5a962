package fr.oubli.purge.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.StepExecution;

/**
 * Has several enforcements on one collection run again while that helps: a row that one rule took
 * may have been the last that referred to a row of another.
 */
final class RoundDecider implements JobExecutionDecider {

  private final List<EnforcementProgress> round;
  private long before;

  RoundDecider(List<EnforcementProgress> round) {
    this.round = List.copyOf(round);
  }

  @Override
  public FlowExecutionStatus decide(JobExecution job, @Nullable StepExecution step) {
    long done = round.stream().mapToLong(EnforcementProgress::done).sum();
    boolean helped = done > before;
    before = done;
    boolean incomplete = round.stream().anyMatch(EnforcementProgress::isIncomplete);
    return new FlowExecutionStatus(incomplete && helped ? PassDecider.AGAIN : PassDecider.ON);
  }
}
