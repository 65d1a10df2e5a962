package fr.oubli.platform.batch;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Spring Batch with one job, on a database that is already open.
 *
 * <p>Four things are not Boot's way. The command opens the database before the context starts:
 * which server it is, whether its role may work there and whether the schema is up to date are told
 * in one line and by an exit code, and commands without a job do not start Spring at all. Nothing
 * is scanned for components: a context holds the configuration of the one job that the command
 * names, so that no command pays for another one's beans. Boot does not launch the job: the command
 * gives it its parameters, and makes lines and an exit code of its end. Boot's logging stays off
 * ({@code platform.console.Logs} sets Logback up): standard output belongs to the command, and a
 * failure must not quote a row.
 */
public final class BatchRuntime implements AutoCloseable {

  /** What every job needs. Boot configures Spring Batch, on tables that Flyway made. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(BatchJdbcAutoConfiguration.class)
  static class Parts {

    @Bean
    JdbcTransactionManager transactionManager(DataSource dataSource) {
      return new JdbcTransactionManager(dataSource);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
      return new JdbcTemplate(dataSource);
    }

    @Bean
    JobRegistry jobRegistry() {
      return new NoRegisteredJob();
    }
  }

  private final ConfigurableApplicationContext context;

  private BatchRuntime(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * @param dataSource opened by the command, which also closes it
   * @param job the configuration of the job
   * @param inputs what the configuration asks for by type, such as the numbers of this launch
   */
  public static BatchRuntime open(DataSource dataSource, Class<?> job, Object... inputs) {
    return new BatchRuntime(
        new SpringApplicationBuilder(Parts.class, job)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties(
                Map.of(
                    "spring.batch.jdbc.table-prefix", "oubli.batch_",
                    "spring.batch.jdbc.initialize-schema", "never"))
            .initializers(
                application -> {
                  register(application, dataSource);
                  for (Object input : inputs) {
                    register(application, input);
                  }
                })
            .run());
  }

  /** What is registered like this is injected, and not closed with the context. */
  private static void register(ConfigurableApplicationContext application, Object given) {
    application.getBeanFactory().registerSingleton(given.getClass().getName(), given);
  }

  /** The launch of the job that the configuration defines. */
  public JobLaunch launch() {
    return new JobLaunch(bean(JobRepository.class), bean(JobOperator.class), bean(Job.class));
  }

  /** A bean of the job, to read what it collected. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
