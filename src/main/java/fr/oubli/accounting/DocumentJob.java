package fr.oubli.accounting;

import fr.oubli.platform.batch.BatchRuntime;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/** Carries the lines of the documents into their files, and can be asked to stop. */
final class DocumentJob {

  private static final Logger LOG = LoggerFactory.getLogger(DocumentJob.class);
  private static final String NAME = "invoice-report";
  private static final int LINES = 2_000;

  private final DataSource dataSource;
  private volatile @Nullable BatchRuntime running;
  private volatile boolean stopping;

  DocumentJob(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Asks to stop after the lines in hand; files that are whole stay, no other appears. */
  void stop() {
    stopping = true;
    BatchRuntime batch = running;
    if (batch != null) {
      for (JobExecution execution : batch.repository().findRunningJobExecutions(NAME)) {
        stop(batch, execution);
      }
    }
  }

  private static void stop(BatchRuntime batch, JobExecution execution) {
    try {
      batch.operator().stop(execution);
    } catch (JobExecutionNotRunningException e) {
      LOG.debug("the job ended between the question and the request", e);
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

  void run(CopiedLines reader, YearFiles writer) {
    try (RunLock lock = RunLock.acquire(dataSource, NAME);
        BatchRuntime batch = BatchRuntime.open(dataSource)) {
      batch.repository().findRunningJobExecutions(NAME).forEach(batch.operator()::recover);
      running = batch;
      refuseStopped();
      JobExecution execution = batch.operator().start(job(batch, reader, writer), now());
      if (execution.getStatus() != BatchStatus.COMPLETED) {
        refuseStopped();
        throw new IllegalStateException(
            "the documents could not be written",
            execution.getAllFailureExceptions().stream().findFirst().orElse(null));
      }
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the report could not be launched", e);
    } finally {
      running = null;
      writer.close();
    }
  }

  private static org.springframework.batch.core.job.parameters.JobParameters now() {
    return new JobParametersBuilder()
        .addLong("at", System.currentTimeMillis(), true)
        .toJobParameters();
  }

  private static Job job(BatchRuntime batch, CopiedLines reader, YearFiles writer) {
    JobRepository repository = batch.repository();
    return new JobBuilder(NAME, repository)
        .start(
            new StepBuilder("documents", repository)
                .<byte[], byte[]>chunk(LINES)
                // Nothing is changed: a chunk is lines in a file, not rows in a table.
                .transactionManager(new ResourcelessTransactionManager())
                .reader(reader)
                .writer(writer)
                .build())
        .build();
  }
}
