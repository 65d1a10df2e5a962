package fr.oubli.platform.batch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Launches a job, recovers what a killed process left of it, and stops it.
 *
 * <p>The caller holds a lock under which no other process runs the same job. An execution that the
 * metadata call running can therefore only be one whose process was killed: it is marked as failed,
 * so that a launch with the same identifying parameters resumes it.
 */
public final class JobLaunch {

  private static final Logger LOG = LoggerFactory.getLogger(JobLaunch.class);

  private final JobRepository repository;
  private final JobOperator operator;
  private final Job job;

  JobLaunch(JobRepository repository, JobOperator operator, Job job) {
    this.repository = repository;
    this.operator = operator;
    this.job = job;
  }

  /**
   * Returns when the job has ended, however it ended.
   *
   * @param what is launched, in the words of a message
   * @throws IllegalStateException when the metadata do not let the job begin
   */
  public JobExecution start(String what, JobParameters parameters) {
    recoverKilled();
    forgetUnbegun(parameters);
    try {
      return operator.start(job, parameters);
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the " + what + " could not be launched", e);
    }
  }

  private void recoverKilled() {
    for (JobExecution killed : repository.findRunningJobExecutions(job.getName())) {
      killed.getStepExecutions().forEach(this::makeRestartable);
      operator.recover(killed);
    }
  }

  /**
   * A process that was killed between the two writes of a beginning leaves an instance without an
   * execution, which Spring can neither start nor restart.
   */
  private void forgetUnbegun(JobParameters parameters) {
    JobInstance instance = repository.getJobInstance(job.getName(), parameters);
    if (instance != null && repository.getJobExecutions(instance).isEmpty()) {
      repository.deleteJobInstance(instance);
    }
  }

  /** Spring refuses to restart a step whose commit it could not see; here the data decide. */
  private void makeRestartable(StepExecution step) {
    if (step.getStatus() == BatchStatus.UNKNOWN) {
      step.setStatus(BatchStatus.FAILED);
      repository.update(step);
    }
  }

  /** Asks the running job to end after the chunks in hand; does nothing when none runs. */
  public void stop() {
    for (JobExecution running : repository.findRunningJobExecutions(job.getName())) {
      try {
        operator.stop(running);
      } catch (JobExecutionNotRunningException e) {
        LOG.debug("the job ended between the question and the request", e);
      }
    }
  }
}
