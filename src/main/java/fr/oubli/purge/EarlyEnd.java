package fr.oubli.purge;

import fr.oubli.evidence.RunRegister;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.job.EnforcementProgress;
import fr.oubli.purge.job.PurgeRun;
import fr.oubli.purge.pace.NightIsOver;
import fr.oubli.purge.pace.Until;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;

/**
 * A night that stops at its moment, before it came to its end. Every slice was done as a whole or
 * not at all; its run waits, and is sealed or resumed by the next launch.
 */
record EarlyEnd(Until until, RunRegister register) {

  /** Whether a failure is no more than that the night had to stop. */
  boolean explains(Throwable failure) {
    return until.hasPassed() && isNoFault(failure);
  }

  private static boolean isNoFault(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NightIsOver) {
        return true;
      }
    }
    // That a part of a step failed says nothing beside the reason why.
    return SqlStates.of(failure).equals(SqlStates.CANCELLED)
        || (failure instanceof JobExecutionException && failure.getCause() == null);
  }

  boolean explains(JobExecution execution) {
    return until.hasPassed()
        && (execution.getStatus() == BatchStatus.STOPPED
            || execution.getAllFailureExceptions().stream().allMatch(EarlyEnd::isNoFault));
  }

  /** It had not begun to act, which somebody has to know: it would be the same every night. */
  PurgeOutcome beforeIt() {
    return outcome(
        ExitCode.QUARANTINE, 0, new PurgeOutcome.Stopped(0, null), "before it acted on a row");
  }

  PurgeOutcome of(PurgeRun job) {
    register.pause(job.number(), "stopped");
    long done = job.enforcements().stream().mapToLong(EnforcementProgress::done).sum();
    long found = job.enforcements().stream().mapToLong(each -> each.planned().actionable()).sum();
    long left = Math.max(0, found - done);
    return outcome(
        ExitCode.DONE,
        job.number(),
        new PurgeOutcome.Stopped(done, left),
        "after whole slices: run %d did %d of %d rows, and %d are still due"
            .formatted(job.number(), done, found, left));
  }

  private PurgeOutcome outcome(ExitCode code, long run, PurgeOutcome.Stopped stopped, String how) {
    String line =
        "stopped at %s, as --until asks, %s; the next night goes on".formatted(until.told(), how);
    return new PurgeOutcome(code, run, List.of(), List.of(), List.of(line), stopped, null);
  }
}
