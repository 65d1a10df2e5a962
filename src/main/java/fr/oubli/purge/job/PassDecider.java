package fr.oubli.purge.job;

import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.EnforcementProgress;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.StepExecution;

/**
 * Goes over a collection again while that helps: rows that refer to others of the same table free
 * them pass by pass, and a row that moved since it was listed, or to a block already read, is met
 * the next time.
 */
record PassDecider(PlannedEnforcement planned, EnforcementProgress tally)
    implements JobExecutionDecider {

  static final String AGAIN = "AGAIN";
  static final String ON = "ON";

  @Override
  public FlowExecutionStatus decide(JobExecution job, @Nullable StepExecution step) {
    boolean incomplete = tally.done() < planned.actionable();
    boolean helps =
        tally.inPass() > 0 || (planned.enforcement().last() != null && tally.passes() == 1);
    return new FlowExecutionStatus(incomplete && helps ? AGAIN : ON);
  }
}
