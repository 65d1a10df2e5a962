package fr.oubli.setup.benchmark;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcPagingItemReader;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The usual tutorial: a reader that pages through the due rows into objects, chunks of 1,000, a
 * writer that batches one statement per row. Its metadata are kept in memory, which flatters it.
 */
record UsualWay(DataSource dataSource) {

  private static final int CHUNK = 1_000;

  void run(Bench bench) {
    try {
      JobRepository repository = new ResourcelessJobRepository();
      JobInstance instance = repository.createJobInstance("usual", new JobParameters());
      JobExecution job =
          repository.createJobExecution(instance, new JobParameters(), new ExecutionContext());
      Step step = step(bench, repository);
      StepExecution execution = repository.createStepExecution(step.getName(), job);
      step.execute(execution);
      if (!execution.getFailureExceptions().isEmpty()) {
        throw new IllegalStateException(execution.getFailureExceptions().get(0));
      }
    } catch (Exception e) {
      throw new IllegalStateException("the usual way failed", e);
    }
  }

  private <T> Step step(Bench bench, JobRepository repository) throws Exception {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) bench.usual().row();
    return new StepBuilder("usual", repository)
        .<T, T>chunk(CHUNK)
        .transactionManager(new JdbcTransactionManager(dataSource))
        .reader(reader(bench, type))
        .writer(writer(bench))
        .build();
  }

  private <T> JdbcPagingItemReader<T> reader(Bench bench, Class<T> type) throws Exception {
    JdbcPagingItemReader<T> reader =
        new JdbcPagingItemReaderBuilder<T>()
            .name("rows")
            .dataSource(dataSource)
            .selectClause("select *")
            .fromClause("from " + bench.usual().table())
            .whereClause("where " + bench.usual().due())
            .sortKeys(Map.of("id", Order.ASCENDING))
            .pageSize(CHUNK)
            .saveState(false)
            .rowMapper(new DataClassRowMapper<>(type))
            .build();
    reader.afterPropertiesSet();
    return reader;
  }

  private <T> JdbcBatchItemWriter<T> writer(Bench bench) {
    JdbcBatchItemWriter<T> writer =
        new JdbcBatchItemWriterBuilder<T>()
            .dataSource(dataSource)
            .sql(bench.usual().statement())
            .beanMapped()
            .build();
    writer.afterPropertiesSet();
    return writer;
  }
}
