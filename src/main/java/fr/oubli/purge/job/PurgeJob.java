package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.platform.console.Progress;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.EnforcementProgress;
import fr.oubli.registers.recording.RecordingFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
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
public final class PurgeJob {

  static final String NAME = "nightly-purge";

  private final JobRepository repository;
  private final JdbcTransactionManager transactions;
  private final DataSource dataSource;
  private final TaskExecutor lanes;
  private final Progress progress;
  private final boolean dropsPartitions;

  public PurgeJob(
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
  public Job build(
      List<PlannedEnforcement> lines,
      List<EnforcementProgress> tallies,
      long run,
      int workers,
      RecordingFiles files,
      Consumer<Long> closing) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    FlowBuilder<Flow> flow = new FlowBuilder<>(NAME);
    flow.start(tasklet("quarantine", new QuarantineTasklet(jdbc, lines, run), transactions));
    flow.next(tasklet("note-what-is-due", new WaitingTasklet(jdbc, lines, run), transactions));
    JobExecutionDecider last = null;
    for (List<Integer> round : rounds(lines)) {
      List<Step> steps = new ArrayList<>();
      for (int i : round) {
        last = partitions(flow, last, i, lines.get(i), tallies.get(i), workers, run);
        Step step =
            new EnforcementStep(lines.get(i), tallies.get(i), repository, transactions, dataSource)
                .build(stepName(i, lines.get(i), ""), run, workers, lanes, progress);
        PassDecider decider = new PassDecider(lines.get(i), tallies.get(i));
        goOn(flow, last, step);
        flow.next(decider);
        flow.from(decider).on(PassDecider.AGAIN).to(step);
        last = decider;
        steps.add(step);
      }
      if (last != null && steps.size() > 1) {
        RoundDecider again =
            new RoundDecider(
                round.stream().map(lines::get).toList(), round.stream().map(tallies::get).toList());
        flow.from(last).on(PassDecider.ON).to(again);
        flow.from(again).on(PassDecider.AGAIN).to(steps.get(0));
        last = again;
      }
    }
    goOn(flow, last, new FilesStep(repository, transactions, jdbc, run).build(files));
    // The seal waits for its own commit, so the step around it has no transaction.
    flow.next(
        tasklet("verify-and-seal", closing(closing, run), new ResourcelessTransactionManager()));
    return new JobBuilder(NAME, repository).start(flow.build()).end().build();
  }

  /** Duties with something to do; those that may free each other's rows make one round. */
  private static List<List<Integer>> rounds(List<PlannedEnforcement> lines) {
    List<List<Integer>> rounds = new ArrayList<>();
    Enforcement before = null;
    for (int i = 0; i < lines.size(); i++) {
      Enforcement enforcement = lines.get(i).enforcement();
      if (lines.get(i).actionable() > 0) {
        boolean goesOn =
            before != null
                && enforcement.freesItsOwn()
                && before.freesItsOwn()
                && before.collection().equals(enforcement.collection());
        if (!goesOn) {
          rounds.add(new ArrayList<>());
        }
        rounds.get(rounds.size() - 1).add(i);
        before = enforcement;
      }
    }
    return rounds;
  }

  /** Partitions that are wholly due go before the rows of the others. */
  private @Nullable JobExecutionDecider partitions(
      FlowBuilder<Flow> flow,
      @Nullable JobExecutionDecider last,
      int index,
      PlannedEnforcement line,
      EnforcementProgress tally,
      int workers,
      long run) {
    if (!dropsPartitions || line.enforcement().wholePartitions().isEmpty()) {
      return last;
    }
    Tasklet tasklet =
        new PartitionsTasklet(
            new JdbcTemplate(dataSource),
            new TransactionTemplate(transactions),
            line.enforcement().wholePartitions().get(),
            tally,
            workers,
            run);
    goOn(
        flow,
        last,
        tasklet(
            stepName(index, line, " partitions"), tasklet, new ResourcelessTransactionManager()));
    return null;
  }

  private static void goOn(FlowBuilder<Flow> flow, @Nullable JobExecutionDecider after, Step step) {
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

  private static String stepName(int index, PlannedEnforcement line, String part) {
    String name = "%02d %s".formatted(index, line.enforcement().name());
    int room = 80 - part.length();
    return (name.length() <= room ? name : name.substring(0, room)) + part;
  }
}
