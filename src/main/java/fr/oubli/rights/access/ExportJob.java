package fr.oubli.rights.access;

import fr.oubli.platform.batch.BatchRuntime;
import fr.oubli.platform.batch.GracefulStop;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Right;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every verified request that has no bundle yet, on several lanes. The register says what is done,
 * so a run that was killed goes on where it was; one request that fails does not stop the others.
 */
final class ExportJob {

  private static final String NAME = "subject-export";

  /** What was written and what was not. */
  record Outcome(ExitCode code, List<String> lines) {}

  private final DataSource dataSource;
  private final BundleAnswer answering;
  private final Queue<Long> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();

  ExportJob(DataSource dataSource, BundleAnswer answering) {
    this.dataSource = dataSource;
    this.answering = answering;
  }

  Outcome run(int workers) {
    try (RunLock lock = RunLock.acquire(dataSource, NAME)) {
      waiting.addAll(unanswered());
      if (waiting.isEmpty()) {
        return new Outcome(ExitCode.DONE, List.of("no verified request waits for its bundle"));
      }
      BatchStatus status = launch(Math.min(workers, waiting.size()));
      return outcome(status);
    }
  }

  private List<Long> unanswered() {
    return new JdbcTemplate(dataSource)
        .queryForList(
            """
            select id from oubli.request r
            where state = 'verified' and kind in ('access', 'portability')
              and not exists (select 1 from oubli.request_event e
                where e.request = r.id and e.step = ?)
            order by deadline, id""",
            Long.class,
            Right.ACCESS.step());
  }

  private BatchStatus launch(int lanes) {
    try (BatchRuntime batch = BatchRuntime.open(dataSource);
        SimpleAsyncTaskExecutor executor = batch.lanes(lanes)) {
      batch.repository().findRunningJobExecutions(NAME).forEach(batch.operator()::recover);
      try (GracefulStop stop = GracefulStop.on(() -> stop(batch))) {
        JobExecution execution =
            batch
                .operator()
                .start(
                    job(batch, executor, lanes),
                    new JobParametersBuilder()
                        .addLong("first", waiting.size() + System.currentTimeMillis(), true)
                        .toJobParameters());
        return execution.getStatus();
      } catch (JobExecutionException e) {
        throw new IllegalStateException("the export could not be launched", e);
      }
    }
  }

  private Job job(BatchRuntime batch, SimpleAsyncTaskExecutor executor, int lanes) {
    Step worker =
        new StepBuilder("bundles lane", batch.repository())
            .<Long, Long>chunk(1)
            // Each bundle has its own snapshot; nothing ties one to the next.
            .transactionManager(new ResourcelessTransactionManager())
            .reader(waiting::poll)
            .processor(this::answer)
            .writer(chunk -> {})
            .build();
    Step bundles =
        new StepBuilder("bundles", batch.repository())
            .partitioner(
                worker.getName(),
                size ->
                    IntStream.range(0, lanes)
                        .boxed()
                        .collect(Collectors.toMap(n -> "" + n, n -> new ExecutionContext())))
            .step(worker)
            .gridSize(lanes)
            .taskExecutor(executor)
            .build();
    return new JobBuilder(NAME, batch.repository()).start(bundles).build();
  }

  private Long answer(Long request) {
    try {
      written.add(answering.one(request).line());
    } catch (RuntimeException e) {
      failed.add("request " + request + " got no bundle: " + Failures.line(e));
    }
    return request;
  }

  private static void stop(BatchRuntime batch) {
    for (JobExecution running : batch.repository().findRunningJobExecutions(NAME)) {
      try {
        batch.operator().stop(running);
      } catch (JobExecutionNotRunningException e) {
        return;
      }
    }
  }

  private Outcome outcome(BatchStatus status) {
    List<String> lines = Stream.concat(written.stream(), failed.stream()).toList();
    if (status != BatchStatus.COMPLETED) {
      return new Outcome(ExitCode.FAILED, lines);
    }
    return new Outcome(failed.isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINE, lines);
  }
}
