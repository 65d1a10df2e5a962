package fr.oubli.accounting;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The files of the fiscal years as a job of one step: it reads the lines of the documents from one
 * snapshot, as the server formats them, and writes each into the file of its year. An item is a
 * document.
 */
@Configuration(proxyBeanMethods = false)
class InvoiceReportJobConfiguration {

  static final String NAME = "invoice-report";
  private static final int LINES_A_CHUNK = 2_000;

  private final JobRepository repository;
  private final DocumentLines lines;

  InvoiceReportJobConfiguration(JobRepository repository, DocumentLines lines) {
    this.repository = repository;
    this.lines = lines;
  }

  @Bean
  Job invoiceReport(Step documents) {
    return new JobBuilder(NAME, repository).start(documents).build();
  }

  @Bean
  Step documents(CopiedLines reader, YearFiles writer) {
    return new StepBuilder("documents", repository)
        .<byte[], byte[]>chunk(LINES_A_CHUNK)
        // Nothing is changed: a chunk is lines in a file, not rows in a table.
        .transactionManager(new ResourcelessTransactionManager())
        .reader(reader)
        .writer(writer)
        .build();
  }

  @Bean
  CopiedLines copiedLines() {
    return new CopiedLines(lines.snapshot(), lines.query(), lines.dialect());
  }

  @Bean
  YearFiles yearFiles() {
    return new YearFiles(lines.folder(), lines.dialect(), lines.header());
  }
}
