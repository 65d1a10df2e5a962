package fr.oubli.purge.job;

import fr.oubli.platform.batch.Workers;
import fr.oubli.registers.recording.FileRemoval;
import fr.oubli.registers.recording.FileRemoval.Outcome;
import fr.oubli.registers.recording.PendingRemovals;
import fr.oubli.registers.recording.RemovalRegister;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The night as one job. Its first and last steps are beans; those between them hang on the policy
 * and the plan, and {@link EnforcementFlow} adds them.
 *
 * <p>Every step may start again although it completed: after a crash, what the metadata say and
 * what the data say can differ, and the data decide. What was done is no longer due.
 */
@Configuration(proxyBeanMethods = false)
class PurgeJobConfiguration {

  private static final String NAME = "nightly-purge";
  private static final int FILES_A_CHUNK = 500;

  private final JobRepository repository;
  private final JdbcTransactionManager transactions;
  private final JdbcTemplate jdbc;
  private final PurgeRun run;

  PurgeJobConfiguration(
      JobRepository repository,
      JdbcTransactionManager transactions,
      JdbcTemplate jdbc,
      PurgeRun run) {
    this.repository = repository;
    this.transactions = transactions;
    this.jdbc = jdbc;
    this.run = run;
  }

  /** The steps, in the order of the night. */
  @Bean
  Job nightlyPurge(
      Step quarantine,
      Step noteWhatIsDue,
      EnforcementFlow enforcements,
      Step files,
      Step verifyAndSeal) {
    StepSequence night = new StepSequence(NAME);
    night.then(quarantine);
    night.then(noteWhatIsDue);
    enforcements.addTo(night);
    night.then(files);
    night.then(verifyAndSeal);
    return new JobBuilder(NAME, repository).start(night.flow()).end().build();
  }

  @Bean
  Step quarantine() {
    return step(
        "quarantine",
        new QuarantineTasklet(
            jdbc,
            new TransactionTemplate(transactions),
            run.planned(),
            run.workers(),
            run.number()),
        new ResourcelessTransactionManager());
  }

  @Bean
  Step noteWhatIsDue() {
    return step(
        "note-what-is-due", new DueRowsTasklet(jdbc, run.planned(), run.number()), transactions);
  }

  @Bean
  EnforcementFlow enforcements(EnforcementSteps steps) {
    return new EnforcementFlow(run.enforcements(), steps);
  }

  @Bean
  EnforcementSteps enforcementSteps(AsyncTaskExecutor workerThreads) {
    return new EnforcementSteps(run, repository, transactions, jdbc, workerThreads);
  }

  @Bean
  AsyncTaskExecutor workerThreads() {
    return Workers.threads(run.workers() + EnforcementSteps.WAITING_WORKERS);
  }

  /** Removes the files of rows that are gone. */
  @Bean
  Step files(
      ItemReader<FileRemoval> pendingRemovals,
      ItemProcessor<FileRemoval, Outcome> fileRemover,
      ItemWriter<Outcome> removalConfirmer,
      StepExecutionListener intentsOnDisk) {
    return new StepBuilder("files", repository)
        .<FileRemoval, Outcome>chunk(FILES_A_CHUNK)
        .transactionManager(transactions)
        .reader(pendingRemovals)
        .processor(fileRemover)
        .writer(removalConfirmer)
        .allowStartIfComplete(true)
        .listener(intentsOnDisk)
        .build();
  }

  @Bean
  ItemReader<FileRemoval> pendingRemovals() {
    return new PendingRemovals(jdbc, transactions, run.files());
  }

  @Bean
  ItemProcessor<FileRemoval, Outcome> fileRemover() {
    return removal -> removal.from(run.files());
  }

  @Bean
  RemovalRegister removals() {
    return new RemovalRegister(jdbc, transactions);
  }

  @Bean
  ItemWriter<Outcome> removalConfirmer(RemovalRegister removals) {
    return chunk -> removals.confirm(chunk.getItems());
  }

  /** A file goes only after the server's disk has the row's deletion and the intent to remove. */
  @Bean
  StepExecutionListener intentsOnDisk(RemovalRegister removals) {
    return new StepExecutionListener() {
      @Override
      public void beforeStep(StepExecution step) {
        removals.awaitIntents(run.number());
        removals.spareShared(run.named());
      }
    };
  }

  /** The seal waits for its own commit, so the step around it has no transaction. */
  @Bean
  Step verifyAndSeal(LastStep<?> completion) {
    return step("verify-and-seal", completion, new ResourcelessTransactionManager());
  }

  private Step step(String name, Tasklet tasklet, PlatformTransactionManager manager) {
    return new StepBuilder(name, repository)
        .tasklet(tasklet, manager)
        .allowStartIfComplete(true)
        .build();
  }
}
