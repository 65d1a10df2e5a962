package fr.oubli.purge.job;

import fr.oubli.platform.batch.Workers;
import fr.oubli.purge.pace.Throttle;
import fr.oubli.purge.plan.RowListing;
import fr.oubli.schema.sql.Slice;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the steps that enforce one rule on one collection: the one that drops whole partitions, and
 * the partitioned one whose workers take slices of the table from a shared reader. Both may start
 * again although they completed: what is due says what is left to do.
 */
final class EnforcementSteps {

  /**
   * A worker that deletes waits for the log and for its round trips: with so many more the cores
   * stay busy. One that rewrites computes, and more of them would be in each other's way.
   */
  static final int WAITING_WORKERS = 2;

  /** About 80,000 rows of a narrow table, gone in a tenth of a second. */
  static final int BLOCKS_TO_DELETE = 1_000;

  /** Rewriting a row costs ten times its deletion, and whoever waits for it waits as long. */
  private static final int BLOCKS_TO_REWRITE = 500;

  private final PurgeRun run;
  private final JobRepository repository;
  private final JdbcTransactionManager transactions;
  private final JdbcTemplate jdbc;
  private final TaskExecutor threads;

  EnforcementSteps(
      PurgeRun run,
      JobRepository repository,
      JdbcTransactionManager transactions,
      JdbcTemplate jdbc,
      TaskExecutor threads) {
    this.run = run;
    this.repository = repository;
    this.transactions = transactions;
    this.jdbc = jdbc;
    this.threads = threads;
  }

  /** Partitions of which every row is due go before the rows of the others. */
  Optional<Step> partitions(EnforcementProgress progress) {
    if (!run.dropsPartitions()) {
      return Optional.empty();
    }
    return progress
        .enforcement()
        .wholePartitions()
        .map(
            partitions ->
                new StepBuilder(progress.stepName(" partitions"), repository)
                    .tasklet(
                        new PartitionsTasklet(
                            jdbc,
                            new TransactionTemplate(transactions),
                            partitions,
                            progress,
                            run.workers(),
                            run.number()),
                        // Each partition goes in a transaction of its own.
                        new ResourcelessTransactionManager())
                    .allowStartIfComplete(true)
                    .build());
  }

  Step enforcing(EnforcementProgress progress) {
    String name = progress.stepName("");
    SliceItemProcessor processor =
        new SliceItemProcessor(jdbc, transactions, progress.planned(), run.number());
    SliceReader reader = new SliceReader(() -> slices(progress), processor, run.pace());
    Step worker = worker(name + " worker", progress, reader, processor);
    int workers = workers(progress);
    return new StepBuilder(name, repository)
        .partitioner(worker.getName(), Workers.count(workers))
        .step(worker)
        .gridSize(workers)
        .taskExecutor(threads)
        .aggregator(new PassCounts(progress))
        .allowStartIfComplete(true)
        .listener(pass(progress, reader))
        .build();
  }

  private Step worker(
      String name, EnforcementProgress progress, SliceReader reader, SliceItemProcessor processor) {
    return new StepBuilder(name, repository)
        .<Slice, SliceStatements>chunk(1)
        .transactionManager(transactions)
        .reader(reader)
        .processor(processor)
        .writer(writer(progress))
        .allowStartIfComplete(true)
        .build();
  }

  private ItemWriter<SliceStatements> writer(EnforcementProgress progress) {
    TransactionTemplate savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    return new SliceWriter(
        jdbc,
        savepoint,
        new SliceWriter.Waits(run.pace().lockWait(), SliceWriter.TRIES),
        new SliceWriter.Listener() {
          @Override
          public void acted(Slice slice, long rows) {
            StepRowCounts.acted(slice, rows);
            progress.add(rows);
            run.progress().advanced(1, rows);
          }

          @Override
          public void left(Slice slice) {
            StepRowCounts.acted(slice, 0);
            progress.leave();
            run.progress()
                .told(
                    "%s: left for later, since another session locks it: %s"
                        .formatted(progress.enforcement().name(), slice.describe()));
          }
        });
  }

  /** None where whole partitions went before, and everything that was due with them. */
  private List<Slice> slices(EnforcementProgress progress) {
    return progress.isIncomplete() ? source(progress).slices() : List.of();
  }

  private SliceSource source(EnforcementProgress progress) {
    if (progress.enforcement().plan() != null) {
      return new PlannedParts(jdbc, progress.enforcement());
    }
    return ListedRows.suits(progress.planned())
        ? new ListedRows(jdbc, transactions, progress.planned(), progress.passes() == 0)
        : new BlockRanges(
            jdbc,
            progress.enforcement().relation(),
            deletes(progress) ? BLOCKS_TO_DELETE : BLOCKS_TO_REWRITE);
  }

  /** A worker that would find nothing to do is not begun. */
  private int workers(EnforcementProgress progress) {
    boolean more = deletes(progress) && run.pace().throttle() == Throttle.FULL;
    int useful = more ? run.workers() + WAITING_WORKERS : run.workers();
    return (int) Math.min(useful, Math.max(1, mostSlices(progress)));
  }

  private long mostSlices(EnforcementProgress progress) {
    return progress.enforcement().plan() == null && ListedRows.suits(progress.planned())
        ? (progress.planned().actionable() + RowListing.ROWS_A_SLICE - 1) / RowListing.ROWS_A_SLICE
        : source(progress).slices().size();
  }

  private static boolean deletes(EnforcementProgress progress) {
    return progress.enforcement().action().destroys();
  }

  private StepExecutionListener pass(EnforcementProgress progress, SliceReader slices) {
    return new StepExecutionListener() {
      @Override
      public void beforeStep(StepExecution step) {
        slices.rewind();
        progress.startPass();
        run.progress()
            .started(
                progress.enforcement().name(), slices.count(), progress.planned().actionable());
      }

      @Override
      public ExitStatus afterStep(StepExecution step) {
        progress.endPass();
        run.progress().finished(progress.enforcement().name(), progress.done(), progress.millis());
        return step.getExitStatus();
      }
    };
  }
}
