package fr.oubli.platform.batch;

import fr.oubli.platform.database.ConnectionLost;
import fr.oubli.platform.database.SqlStates;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
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
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Launches a job, recovers what a killed process left of it, and stops it.
 *
 * <p>The caller holds a lock under which no other process runs the same job. An execution that the
 * metadata do not call ended can therefore only be one whose process was killed or whose connection
 * broke: it is marked as failed, so that a launch with the same identifying parameters resumes it.
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
   * @throws ConnectionLost when the server crashed and no longer has what the job wrote last
   */
  public JobExecution start(String what, JobParameters parameters) {
    repository.findRunningJobExecutions(job.getName()).forEach(this::recover);
    recoverInstance(parameters);
    try {
      return operator.start(job, parameters);
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the " + what + " could not be launched", e);
    } catch (RuntimeException e) {
      if (lost(e) || !stands(parameters)) {
        throw new ConnectionLost("the server lost the beginning of the " + what, e);
      }
      throw e;
    }
  }

  /**
   * Whether the database went away, or came back without what was written last: commits do not wait
   * for the disk, so that a crash takes the last of the metadata along with the data that they
   * speak of. Spring finds an older version of its row then, or none.
   */
  public static boolean lost(Throwable failure) {
    return failure instanceof OptimisticLockingFailureException || SqlStates.lost(failure);
  }

  private boolean stands(JobParameters parameters) {
    JobInstance instance = repository.getJobInstance(job.getName(), parameters);
    return instance != null && !repository.getJobExecutions(instance).isEmpty();
  }

  /**
   * Whatever state an earlier launch was left in, this one goes on: an execution whose end could
   * not be written stands as running, as stopping, or as one of which nobody knows how it ended. A
   * process that was killed between the two writes of a beginning leaves an instance without an
   * execution, which Spring can neither start nor restart.
   */
  private void recoverInstance(JobParameters parameters) {
    JobInstance instance = repository.getJobInstance(job.getName(), parameters);
    if (instance == null) {
      return;
    }
    List<JobExecution> executions = repository.getJobExecutions(instance);
    if (executions.isEmpty()) {
      repository.deleteJobInstance(instance);
    }
    executions.forEach(this::recover);
  }

  /**
   * Spring's own {@code JobOperator.recover} leaves what is unknown as it is, and Spring refuses to
   * restart a job or a step whose end it could not write. Here the data decide what is left to do.
   */
  private void recover(JobExecution left) {
    for (StepExecution step : left.getStepExecutions()) {
      if (isUnended(step.getStatus())) {
        step.setStatus(BatchStatus.FAILED);
        step.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
        repository.update(step);
      }
    }
    if (isUnended(left.getStatus())) {
      left.setStatus(BatchStatus.FAILED);
      left.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
      repository.update(left);
    }
  }

  private static boolean isUnended(BatchStatus status) {
    return status.isRunning() || status == BatchStatus.UNKNOWN;
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
