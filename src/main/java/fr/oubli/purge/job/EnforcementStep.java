package fr.oubli.purge.job;

import fr.oubli.platform.console.Progress;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.EnforcementProgress;
import fr.oubli.schema.sql.Slice;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One duty as a partitioned step: every lane reads slices from the same reader, decides and writes
 * chunk by chunk. Steps may start again although they completed: what their metadata say and what
 * the data say can differ after a crash, and the data decide.
 */
public final class EnforcementStep {

  /** About 80,000 rows of a narrow table, gone in a tenth of a second. */
  private static final int BLOCKS_TO_DELETE = 1_000;

  /**
   * A lane that deletes waits for the log and for its round trips: so many more keep the cores
   * busy. One that rewrites computes, and would only be in the way of the others.
   */
  public static final int WAITING_LANES = 2;

  /** Rewriting a row costs ten times its deletion, and whoever waits for it waits as long. */
  private static final int BLOCKS_TO_REWRITE = 500;

  private final PlannedEnforcement planned;
  private final EnforcementProgress tally;
  private final JobRepository repository;
  private final JdbcTransactionManager transactions;
  private final DataSource dataSource;

  EnforcementStep(
      PlannedEnforcement planned,
      EnforcementProgress tally,
      JobRepository repository,
      JdbcTransactionManager transactions,
      DataSource dataSource) {
    this.planned = planned;
    this.tally = tally;
    this.repository = repository;
    this.transactions = transactions;
    this.dataSource = dataSource;
  }

  Step build(String name, long run, int workers, TaskExecutor executor, Progress progress) {
    SliceReader slices = new SliceReader(this::left);
    int useful = deletes() ? workers + WAITING_LANES : workers;
    int lanes = (int) Math.min(useful, Math.max(1, most()));
    Step worker =
        new StepBuilder(name + " lane", repository)
            .<Slice, SliceStatements>chunk(1)
            .transactionManager(transactions)
            .reader(slices)
            .processor(new SliceItemProcessor(planned, run))
            .writer(writer(progress))
            .allowStartIfComplete(true)
            .build();
    return new StepBuilder(name, repository)
        .partitioner(worker.getName(), lanes(lanes))
        .step(worker)
        .gridSize(lanes)
        .taskExecutor(executor)
        .allowStartIfComplete(true)
        .listener(pass(slices, progress))
        .build();
  }

  /** Whole partitions may have gone before, and everything that was due with them. */
  private List<Slice> left() {
    return tally.done() >= planned.actionable() ? List.of() : source().slices();
  }

  private SliceSource source() {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    return ListedRows.suits(planned)
        ? new ListedRows(jdbc, transactions, planned.enforcement(), tally.passes() == 0)
        : new BlockRanges(jdbc, planned.enforcement().relation(), blocks());
  }

  /** Lanes that would find nothing to do are not begun. */
  private long most() {
    return ListedRows.suits(planned)
        ? (planned.actionable() + ListedRows.ROWS_A_SLICE - 1) / ListedRows.ROWS_A_SLICE
        : source().slices().size();
  }

  private int blocks() {
    return deletes() ? BLOCKS_TO_DELETE : BLOCKS_TO_REWRITE;
  }

  private boolean deletes() {
    return planned.enforcement().action().equals("delete");
  }

  private SliceWriter writer(Progress progress) {
    TransactionTemplate savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    return new SliceWriter(
        new JdbcTemplate(dataSource),
        savepoint,
        rows -> {
          tally.add(rows);
          progress.advanced(1, rows);
        });
  }

  private static Partitioner lanes(int count) {
    return gridSize ->
        IntStream.range(0, count)
            .boxed()
            .collect(
                java.util.stream.Collectors.toMap(
                    worker -> "" + worker, worker -> new ExecutionContext()));
  }

  private StepExecutionListener pass(SliceReader slices, Progress progress) {
    return new StepExecutionListener() {
      @Override
      public void beforeStep(StepExecution step) {
        slices.rewind();
        tally.startPass();
        progress.started(planned.enforcement().name(), slices.count(), planned.actionable());
      }

      @Override
      public org.springframework.batch.core.ExitStatus afterStep(StepExecution step) {
        tally.endPass();
        progress.finished(planned.enforcement().name(), tally.done(), tally.millis());
        return step.getExitStatus();
      }
    };
  }
}
