package fr.oubli.intake;

import fr.oubli.platform.batch.Workers;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A feed as a job of two steps: blocks of lines are read, judged side by side and staged, a chunk
 * in a transaction; then what is staged is brought in or refused. The staged lines and the register
 * say where a launch goes on, so that each has parameters of its own.
 */
@Configuration(proxyBeanMethods = false)
class FeedJobConfiguration {

  static final String NAME = "feed";

  /** Of so many thousand lines; a chunk of them is one transaction. */
  private static final int BLOCKS_A_CHUNK = 8;

  private static final int SIDE_BY_SIDE = 4;

  private final JobRepository repository;
  private final FeedWork work;

  FeedJobConfiguration(JobRepository repository, FeedWork work) {
    this.repository = repository;
    this.work = work;
  }

  @Bean
  Job feed(Step lines, Step bringIn) {
    return new JobBuilder(NAME, repository).start(lines).next(bringIn).build();
  }

  @Bean
  Step lines(JdbcTransactionManager transactions) {
    return new StepBuilder("lines", repository)
        .<LineBlock, StagedBlock>chunk(BLOCKS_A_CHUNK)
        .transactionManager(transactions)
        .reader(work.reader())
        .processor(work.processor())
        .writer(new StagingWriter(work.staging()))
        .taskExecutor(
            Workers.threads(Math.min(SIDE_BY_SIDE, Runtime.getRuntime().availableProcessors())))
        .build();
  }

  @Bean
  Step bringIn() {
    return new StepBuilder("bring in", repository)
        .tasklet(
            (contribution, context) -> {
              work.finish();
              return RepeatStatus.FINISHED;
            },
            // It has a transaction of its own, which it may have to begin again.
            new ResourcelessTransactionManager())
        .build();
  }
}
