package fr.oubli.rights.access;

import fr.oubli.platform.batch.Workers;
import fr.oubli.rights.access.WaitingPeople.Waiting;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * The export of every request that waits for its bundle, as a job of one partitioned step: its
 * workers take pages of requests from one queue, and an item is a request. What a page reads is
 * asked once for all its people; each bundle is noted when it is written.
 */
@Configuration(proxyBeanMethods = false)
class SubjectExportJobConfiguration {

  static final String NAME = "subject-export";

  /** How often the job's own tables are told, and a stop is looked for. */
  private static final int BUNDLES_AT_ONCE = 10;

  private final JobRepository repository;
  private final UnansweredRequests requests;

  SubjectExportJobConfiguration(JobRepository repository, UnansweredRequests requests) {
    this.repository = repository;
    this.requests = requests;
  }

  @Bean
  Job subjectExport(Step bundles) {
    return new JobBuilder(NAME, repository).start(bundles).build();
  }

  @Bean
  Step bundles(Step bundlesWorker, AsyncTaskExecutor workerThreads) {
    return new StepBuilder("bundles", repository)
        .partitioner(bundlesWorker.getName(), Workers.count(requests.workers()))
        .step(bundlesWorker)
        .gridSize(requests.workers())
        .taskExecutor(workerThreads)
        .build();
  }

  @Bean
  Step bundlesWorker(
      ItemReader<Waiting> waitingPeople, BundleProcessor processor, ItemWriter<Long> nowhere) {
    return new StepBuilder("bundles worker", repository)
        .<Waiting, Long>chunk(BUNDLES_AT_ONCE)
        // Each bundle is noted by itself; nothing ties one to the next.
        .transactionManager(new ResourcelessTransactionManager())
        .reader(waitingPeople)
        .processor(processor)
        .writer(nowhere)
        .build();
  }

  @Bean
  WaitingPeople waitingPeople() {
    return new WaitingPeople(requests);
  }

  @Bean
  BundleProcessor bundleProcessor() {
    return new BundleProcessor(requests.answering());
  }

  /** The processor wrote the bundle whole, and noted it in the register. */
  @Bean
  ItemWriter<Long> nowhere() {
    return written -> {};
  }

  @Bean
  AsyncTaskExecutor workerThreads() {
    return Workers.threads(requests.workers());
  }
}
