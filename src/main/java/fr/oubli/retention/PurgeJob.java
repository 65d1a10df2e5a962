package fr.oubli.retention;

import fr.oubli.plan.Planned;
import fr.oubli.recording.RecordingFiles;
import fr.oubli.run.Progress;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The night as one job: quarantine, one step per rule and collection, files, then what closes the
 * run. Only duties with something to do become steps; the verification asks about all of them.
 */
final class PurgeJob {

  static final String NAME = "nightly-purge";

  private final JobRepository repository;
  private final JdbcTransactionManager transactions;
  private final DataSource dataSource;
  private final TaskExecutor lanes;
  private final Progress progress;
  private final boolean dropsPartitions;

  PurgeJob(
      JobRepository repository,
      JdbcTransactionManager transactions,
      DataSource dataSource,
      TaskExecutor lanes,
      Progress progress,
      boolean dropsPartitions) {
    this.dropsPartitions = dropsPartitions;
    this.repository = repository;
    this.transactions = transactions;
    this.dataSource = dataSource;
    this.lanes = lanes;
    this.progress = progress;
  }

  /**
   * @param closing verification, seal and reports, as one last step
   */
  Job build(
      List<Planned> lines,
      List<Tally> tallies,
      long run,
      int workers,
      RecordingFiles files,
      Consumer<Long> closing) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    FlowBuilder<Flow> flow = new FlowBuilder<>(NAME);
    flow.start(tasklet("quarantine", new QuarantineTasklet(jdbc, lines, run), transactions));
    flow.next(tasklet("note-what-is-due", new WaitingTasklet(jdbc, lines, run), transactions));
    PassDecider last = null;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).actionable() > 0) {
        last = partitions(flow, last, i, lines.get(i), tallies.get(i), run);
        Step step =
            new DutyStep(lines.get(i), tallies.get(i), repository, transactions, dataSource)
                .build(stepName(i, lines.get(i), ""), run, workers, lanes, progress);
        PassDecider decider = new PassDecider(lines.get(i), tallies.get(i));
        goOn(flow, last, step);
        flow.next(decider);
        flow.from(decider).on(PassDecider.AGAIN).to(step);
        last = decider;
      }
    }
    goOn(flow, last, new FilesStep(repository, transactions, jdbc, run).build(files));
    // The seal waits for its own commit, so the step around it has no transaction.
    flow.next(
        tasklet("verify-and-seal", closing(closing, run), new ResourcelessTransactionManager()));
    return new JobBuilder(NAME, repository).start(flow.build()).end().build();
  }

  /** Partitions that are wholly due go before the rows of the others. */
  private @Nullable PassDecider partitions(
      FlowBuilder<Flow> flow,
      @Nullable PassDecider last,
      int index,
      Planned line,
      Tally tally,
      long run) {
    if (!dropsPartitions || line.duty().wholePartitions().isEmpty()) {
      return last;
    }
    Tasklet tasklet =
        new PartitionsTasklet(
            new JdbcTemplate(dataSource),
            new TransactionTemplate(transactions),
            line.duty().wholePartitions().get(),
            tally,
            run);
    goOn(
        flow,
        last,
        tasklet(
            stepName(index, line, " partitions"), tasklet, new ResourcelessTransactionManager()));
    return null;
  }

  private static void goOn(FlowBuilder<Flow> flow, @Nullable PassDecider after, Step step) {
    if (after == null) {
      flow.next(step);
    } else {
      flow.from(after).on(PassDecider.ON).to(step);
    }
  }

  private static Tasklet closing(Consumer<Long> closing, long run) {
    return (contribution, context) -> {
      closing.accept(run);
      return RepeatStatus.FINISHED;
    };
  }

  private Step tasklet(String name, Tasklet tasklet, PlatformTransactionManager manager) {
    return new StepBuilder(name, repository)
        .tasklet(tasklet, manager)
        .allowStartIfComplete(true)
        .build();
  }

  private static String stepName(int index, Planned line, String part) {
    String name = "%02d %s".formatted(index, line.duty().name());
    int room = 80 - part.length();
    return (name.length() <= room ? name : name.substring(0, room)) + part;
  }
}
