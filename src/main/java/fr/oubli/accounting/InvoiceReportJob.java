package fr.oubli.accounting;

import fr.oubli.platform.batch.BatchRuntime;
import fr.oubli.platform.batch.JobLaunch;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * Launches the job that writes the files of the fiscal years, and can be asked to stop before, in
 * and after it. A report that was stopped or failed is written anew by the next launch.
 */
final class InvoiceReportJob {

  private final DataSource dataSource;
  private volatile @Nullable JobLaunch running;
  private volatile boolean stopping;

  InvoiceReportJob(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Asks to stop after the lines in hand; files that are whole stay, and no other appears. */
  void stop() {
    stopping = true;
    JobLaunch launch = running;
    if (launch != null) {
      launch.stop();
    }
  }

  /**
   * @throws Refusal when somebody asked to stop
   */
  void refuseStopped() {
    if (stopping) {
      throw new Refusal(
          ExitCode.FAILED, "the report was stopped; run the same command again to write it");
    }
  }

  /** The files that were written, in the order of their fiscal years. */
  List<Path> run(DocumentLines lines) {
    try (RunLock lock = RunLock.acquire(dataSource, InvoiceReportJobConfiguration.NAME);
        BatchRuntime batch =
            BatchRuntime.open(dataSource, InvoiceReportJobConfiguration.class, lines)) {
      JobLaunch launch = batch.launch();
      running = launch;
      refuseStopped();
      JobExecution execution = launch.start("report", now());
      if (execution.getStatus() != BatchStatus.COMPLETED) {
        refuseStopped();
        throw new IllegalStateException(
            "the documents could not be written",
            execution.getAllFailureExceptions().stream().findFirst().orElse(null));
      }
      return List.copyOf(batch.bean(YearFiles.class).written());
    } finally {
      running = null;
    }
  }

  private static JobParameters now() {
    return new JobParametersBuilder()
        .addLong("at", System.currentTimeMillis(), true)
        .toJobParameters();
  }
}
