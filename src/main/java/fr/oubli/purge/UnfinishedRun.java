package fr.oubli.purge;

import fr.oubli.evidence.RunRegister;
import fr.oubli.platform.batch.JobLaunch;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.database.ConnectionLost;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.platform.exit.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.dao.CannotAcquireLockException;

/** A run whose job failed or was stopped; the same command resumes it. */
record UnfinishedRun(RunRegister register, long run) {

  /**
   * @throws ConnectionLost when that is why, and nothing about the run could be written
   * @throws CannotAcquireLockException when somebody else holds what it needs
   */
  PurgeOutcome outcome(JobExecution execution) {
    for (Throwable failure : execution.getAllFailureExceptions()) {
      if (JobLaunch.lost(failure)) {
        throw new ConnectionLost("run " + run + " was interrupted", failure);
      }
      if (SqlStates.of(failure).equals(SqlStates.LOCKED)) {
        register.pause(run, "failed");
        throw new CannotAcquireLockException("run " + run + " waits for a lock", failure);
      }
    }
    boolean stopped = execution.getStatus() == BatchStatus.STOPPED;
    register.pause(run, stopped ? "stopped" : "failed");
    List<String> remarks = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>(execution.getAllFailureExceptions());
    // That a part of a step failed says nothing beside the reason why.
    if (failures.stream().anyMatch(failure -> !isOfParts(failure))) {
      failures.removeIf(UnfinishedRun::isOfParts);
    }
    failures.stream().map(Failures::line).distinct().forEach(remarks::add);
    remarks.add(
        "run "
            + run
            + (stopped ? " was stopped" : " failed")
            + "; run the same command again to resume it");
    return new PurgeOutcome(ExitCode.FAILED, run, List.of(), List.of(), remarks);
  }

  private static boolean isOfParts(Throwable failure) {
    return failure instanceof JobExecutionException && failure.getCause() == null;
  }
}
