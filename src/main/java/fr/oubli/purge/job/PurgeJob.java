package fr.oubli.purge.job;

import fr.oubli.platform.batch.BatchRuntime;
import fr.oubli.platform.batch.GracefulStop;
import fr.oubli.platform.batch.JobLaunch;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** Launches the job of a run, and resumes it where an earlier process left it. */
public final class PurgeJob {

  private final DataSource dataSource;

  public PurgeJob(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Returns when the job has ended. The caller holds the run lock. A signal stops the job after the
   * ranges in hand.
   *
   * @param completion the last step: verifies, seals and reports the run
   */
  public <T> PurgeEnd<T> run(PurgeRun run, Supplier<T> completion) {
    LastStep<T> last = new LastStep<>(completion);
    long opening = System.nanoTime();
    try (BatchRuntime batch =
        BatchRuntime.open(dataSource, PurgeJobConfiguration.class, run, last)) {
      Duration startUp = Duration.ofNanos(System.nanoTime() - opening);
      JobLaunch launch = batch.launch();
      run.pace().end().stops(launch::stop);
      try (GracefulStop stop = GracefulStop.on(launch::stop)) {
        JobExecution execution =
            launch.start(
                "job of run " + run.number(),
                new JobParametersBuilder().addLong("run", run.number(), true).toJobParameters());
        return new PurgeEnd<>(execution, last.value(), startUp);
      } finally {
        run.pace().end().stops(null);
      }
    }
  }
}
