package fr.oubli.purge.job;

import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.EnforcementProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.StepExecution;

/**
 * Goes over several duties on one collection again while that helps: a row that one rule took may
 * have been all that referred to a row of another.
 */
final class RoundDecider implements JobExecutionDecider {

  private final List<PlannedEnforcement> lines;
  private final List<EnforcementProgress> tallies;
  private long before;

  RoundDecider(List<PlannedEnforcement> lines, List<EnforcementProgress> tallies) {
    this.lines = List.copyOf(lines);
    this.tallies = List.copyOf(tallies);
  }

  @Override
  public FlowExecutionStatus decide(JobExecution job, @Nullable StepExecution step) {
    long done = tallies.stream().mapToLong(EnforcementProgress::done).sum();
    boolean incomplete = false;
    for (int i = 0; i < lines.size(); i++) {
      incomplete |= tallies.get(i).done() < lines.get(i).actionable();
    }
    boolean helped = done > before;
    before = done;
    return new FlowExecutionStatus(incomplete && helped ? PassDecider.AGAIN : PassDecider.ON);
  }
}
