package fr.oubli.platform.batch;

import javax.sql.DataSource;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Spring Batch with one job, on a database that is already open.
 *
 * <p>The context is Spring's own, not Boot's. The command opens the database before it starts:
 * which server it is, whether its role may work there and whether the schema is up to date are told
 * in one line and by an exit code, and commands without a job do not start Spring at all. Nothing
 * is scanned for components, no file of properties is looked for and no condition is tried, which
 * would take half a second of every night: a context holds what Spring Batch needs and the
 * configuration of the one job that the command names. Nobody but the command launches the job: it
 * gives it its parameters, and makes lines and an exit code of its end.
 */
public final class BatchRuntime implements AutoCloseable {

  /** What every job needs, on tables that Flyway made. */
  @Configuration(proxyBeanMethods = false)
  static class Parts extends JdbcDefaultBatchConfiguration {

    private final DataSource dataSource;
    private final JdbcTransactionManager transactions;

    Parts(DataSource dataSource) {
      this.dataSource = dataSource;
      this.transactions = new JdbcTransactionManager(dataSource);
    }

    @Override
    protected DataSource getDataSource() {
      return dataSource;
    }

    @Override
    protected PlatformTransactionManager getTransactionManager() {
      return transactions;
    }

    @Override
    protected String getTablePrefix() {
      return "oubli.batch_";
    }

    /**
     * A registry in which {@code JobOperator.stop} finds no job, and so marks the job's execution
     * alone as stopping: its workers read that mark with every chunk, and end after the one in
     * hand. Had it found the job, it would also write the executions of the running steps while
     * their own threads write them. The later of two such writes fails, and a run that was to stop
     * would then look like one that broke (spring-batch issue 5308, open in 6.0.6).
     */
    @Override
    protected JobRegistry getJobRegistry() {
      return new MapJobRegistry();
    }

    @Bean
    JdbcTransactionManager transactionManager() {
      return transactions;
    }

    @Bean
    JdbcTemplate jdbcTemplate() {
      return new JdbcTemplate(dataSource);
    }
  }

  private final AnnotationConfigApplicationContext context;

  private BatchRuntime(AnnotationConfigApplicationContext context) {
    this.context = context;
  }

  /**
   * @param dataSource opened by the command, which also closes it
   * @param job the configuration of the job
   * @param inputs what the configuration asks for by type, such as the numbers of this launch
   */
  public static BatchRuntime open(DataSource dataSource, Class<?> job, Object... inputs) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    register(context, dataSource);
    for (Object input : inputs) {
      register(context, input);
    }
    context.register(Parts.class, job);
    context.refresh();
    return new BatchRuntime(context);
  }

  /** What is registered like this is injected, and not closed with the context. */
  private static void register(AnnotationConfigApplicationContext context, Object given) {
    context.getBeanFactory().registerSingleton(given.getClass().getName(), given);
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
