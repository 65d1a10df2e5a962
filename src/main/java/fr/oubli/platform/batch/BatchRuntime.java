package fr.oubli.platform.batch;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Spring Batch on a database that is already open, its metadata in the schema oubli. */
public final class BatchRuntime implements AutoCloseable {

  /** What Boot configures; the database is ours, opened before. */
  @ImportAutoConfiguration({
    DataSourceTransactionManagerAutoConfiguration.class,
    BatchJdbcAutoConfiguration.class
  })
  static class Parts {}

  private final ConfigurableApplicationContext context;

  private BatchRuntime(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static BatchRuntime open(DataSource dataSource) {
    return new BatchRuntime(
        new SpringApplicationBuilder(Parts.class)
            .web(WebApplicationType.NONE)
            .bannerMode(org.springframework.boot.Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties(
                Map.of(
                    "spring.batch.job.enabled", "false",
                    "spring.batch.jdbc.table-prefix", "oubli.batch_",
                    "spring.batch.jdbc.initialize-schema", "never",
                    "spring.main.log-startup-info", "false"))
            .initializers(
                application ->
                    ((GenericApplicationContext) application)
                        .registerBean(
                            "dataSource",
                            DataSource.class,
                            () -> dataSource,
                            // Opened before, closed after: not this context's to close.
                            bean -> ((AbstractBeanDefinition) bean).setDestroyMethodName("")))
            .run());
  }

  public JobRepository repository() {
    return context.getBean(JobRepository.class);
  }

  public JobOperator operator() {
    return context.getBean(JobOperator.class);
  }

  public JdbcTransactionManager transactions() {
    return context.getBean(JdbcTransactionManager.class);
  }

  public SimpleAsyncTaskExecutor lanes(int workers) {
    SimpleAsyncTaskExecutor lanes = new SimpleAsyncTaskExecutor("lane-");
    lanes.setConcurrencyLimit(workers);
    return lanes;
  }

  @Override
  public void close() {
    context.close();
  }
}
