package fr.oubli.purge.job;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Launches the job of a run, after recovering what a killed process left as running. The caller
 * holds the run lock: nothing that is marked as running can be alive.
 */
public final class PurgeLaunch {

  private static final Logger LOG = LoggerFactory.getLogger(PurgeLaunch.class);

  private final JobRepository repository;
  private final JobOperator operator;

  public PurgeLaunch(JobRepository repository, JobOperator operator) {
    this.repository = repository;
    this.operator = operator;
  }

  public JobExecution launch(Job job, long run) {
    recoverKilled();
    JobParameters parameters =
        new JobParametersBuilder().addLong("run", run, true).toJobParameters();
    try {
      return operator.start(job, parameters);
    } catch (org.springframework.batch.core.job.JobExecutionException e) {
      throw new IllegalStateException("the job of run " + run + " could not be launched", e);
    }
  }

  private void recoverKilled() {
    for (JobExecution killed : repository.findRunningJobExecutions(PurgeJob.NAME)) {
      for (StepExecution step : killed.getStepExecutions()) {
        if (step.getStatus() == BatchStatus.UNKNOWN) {
          step.setStatus(BatchStatus.FAILED);
          repository.update(step);
        }
      }
      operator.recover(killed);
    }
  }

  /** Asks the running job to stop after the chunk in hand; it can be resumed. */
  public void stop() {
    Set<JobExecution> running = repository.findRunningJobExecutions(PurgeJob.NAME);
    for (JobExecution execution : running) {
      try {
        operator.stop(execution);
      } catch (org.springframework.batch.core.launch.JobExecutionNotRunningException e) {
        LOG.debug("the job ended between the question and the request", e);
      }
    }
  }
}
