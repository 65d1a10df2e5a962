package fr.oubli.rights.access;

import fr.oubli.platform.batch.Workers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * workers take requests from one queue, and an item is a request.
 */
@Configuration(proxyBeanMethods = false)
class SubjectExportJobConfiguration {

  static final String NAME = "subject-export";

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
      ItemReader<Long> waitingRequests, BundleProcessor processor, ItemWriter<Long> nowhere) {
    return new StepBuilder("bundles worker", repository)
        .<Long, Long>chunk(1)
        // Each bundle has a snapshot of its own; nothing ties one to the next.
        .transactionManager(new ResourcelessTransactionManager())
        .reader(waitingRequests)
        .processor(processor)
        .writer(nowhere)
        .build();
  }

  @Bean
  ItemReader<Long> waitingRequests() {
    Queue<Long> waiting = new ConcurrentLinkedQueue<>(requests.ids());
    return waiting::poll;
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
