package fr.oubli.purge.job;

import java.util.Collection;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.partition.StepExecutionAggregator;
import org.springframework.batch.core.partition.support.DefaultStepExecutionAggregator;
import org.springframework.batch.core.step.StepExecution;

/**
 * The counts of a pass over a collection, as the execution of the partitioned step stores them:
 *
 * <ul>
 *   <li>read: rows that the plan found due and that no earlier pass of this process took, held and
 *       restricted ones included.
 *   <li>write: rows deleted, anonymised or archived by all workers together.
 *   <li>filter: the rows between the two. A hold, a restriction or a reference keeps them, or they
 *       changed since the plan and are no longer due.
 *   <li>commit: slices of all workers, each in a transaction of its own.
 * </ul>
 *
 * <p>A pass that failed or was stopped did not come to all of its rows: it stores the sums of its
 * workers' counts and no more.
 */
record PassCounts(EnforcementProgress progress) implements StepExecutionAggregator {

  @Override
  public void aggregate(StepExecution pass, Collection<StepExecution> workers) {
    new DefaultStepExecutionAggregator().aggregate(pass, workers);
    if (pass.getStatus() == BatchStatus.COMPLETED) {
      long earlier = progress.done() - progress.inPass();
      long due = Math.max(progress.planned().due() - earlier, pass.getWriteCount());
      pass.setReadCount(due);
      pass.setFilterCount(due - pass.getWriteCount());
    }
  }
}
