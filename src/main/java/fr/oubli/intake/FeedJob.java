package fr.oubli.intake;

import fr.oubli.intake.FeedEnd.Outcome;
import fr.oubli.platform.batch.BatchRuntime;
import fr.oubli.platform.batch.GracefulStop;
import fr.oubli.platform.batch.JobLaunch;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** Launches the job, which a signal stops after the chunk in hand. */
record FeedJob(DataSource dataSource) {

  Outcome run(FeedWork work) {
    try (BatchRuntime batch = BatchRuntime.open(dataSource, FeedJobConfiguration.class, work)) {
      JobLaunch launch = batch.launch();
      try (GracefulStop stop = GracefulStop.on(launch::stop)) {
        return outcome(launch.start("feed", parameters(work.staging().feed())), work);
      }
    }
  }

  /** Its number in the register and nothing of the file; and what no other launch has. */
  private static JobParameters parameters(long feed) {
    return new JobParametersBuilder()
        .addLong("feed", feed, true)
        .addLong("launched-at", System.currentTimeMillis(), true)
        .toJobParameters();
  }

  private static Outcome outcome(JobExecution execution, FeedWork work) {
    List<Throwable> failures = execution.getAllFailureExceptions();
    for (Throwable failure : failures) {
      Refusal refusal = Refusal.in(failure);
      if (refusal != null) {
        throw refusal;
      }
    }
    Outcome outcome = work.outcome();
    if (execution.getStatus() == BatchStatus.COMPLETED && outcome != null) {
      return outcome;
    }
    if (failures.isEmpty()) {
      throw new Refusal(
          ExitCode.FAILED, "the feed was stopped; run the same command again to go on with it");
    }
    throw new IllegalStateException("the feed could not be brought in", failures.get(0));
  }
}
