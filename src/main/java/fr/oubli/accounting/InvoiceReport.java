package fr.oubli.accounting;

import fr.oubli.accounting.Numbering.Fate;
import fr.oubli.accounting.Numbering.Range;
import fr.oubli.batch.BatchRuntime;
import fr.oubli.catalog.Catalog;
import fr.oubli.catalog.Gates;
import fr.oubli.datamap.DataMap;
import fr.oubli.decision.DocumentDecisions;
import fr.oubli.output.CsvDialect;
import fr.oubli.output.WholeFile;
import fr.oubli.policy.Policy;
import fr.oubli.run.RunLock;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes what the accountants decide on: every document with its clocks, one file per fiscal year,
 * the control totals and the numbering.
 */
public final class InvoiceReport {

  static final String NAME = "invoice-report";

  private static final int LINES = 2_000;

  /**
   * @param faults what an accountant must look at: numbers that are missing or twice there
   */
  public record Written(List<Path> files, List<String> faults) {}

  private final DataSource dataSource;
  private final Ledger ledger;
  private final CsvDialect dialect;
  private final String entity;
  private final LocalDate asOf;

  /**
   * @param entity whose documents they are
   * @throws fr.oubli.exit.Refusal when policy, map and database do not fit together
   */
  public InvoiceReport(
      DataSource dataSource,
      Policy policy,
      DataMap map,
      String entity,
      CsvDialect dialect,
      LocalDate asOf) {
    this.dataSource = dataSource;
    Catalog catalog = Catalog.read(dataSource, map);
    Gates.refuse(Gates.check(dataSource, catalog, map, policy));
    this.ledger = new Ledger(new DocumentDecisions(policy, map, catalog, asOf), asOf);
    this.dialect = dialect;
    this.entity = entity;
    this.asOf = asOf;
  }

  /**
   * @param year the calendar year in which the fiscal year closes; null for all
   */
  public Written write(Path folder, @Nullable Integer year) {
    WholeFile.refuseUnwritable(folder, "reports", "--reports");
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    List<Path> written = new ArrayList<>(writeDocuments(folder, year));
    written.add(new Summary(jdbc, ledger, asOf).write(folder, dialect));
    Numbering numbering = new Numbering(jdbc, ledger);
    List<Range> ranges = numbering.ranges();
    written.add(numbering.write(folder, dialect, ranges));
    return new Written(written, faults(ranges));
  }

  /** The files of the fiscal years alone. */
  public List<Path> writeDocuments(Path folder, @Nullable Integer year) {
    ReportSql sql = sql();
    YearFiles files = new YearFiles(folder, dialect, sql.header());
    run(new CopiedLines(dataSource, sql.lines(year).inlined(), dialect.delimiter()), files);
    return List.copyOf(files.written());
  }

  private ReportSql sql() {
    Summary summary = new Summary(new JdbcTemplate(dataSource), ledger, asOf);
    return new ReportSql(ledger, dialect, summary.rates(), entity);
  }

  /** The query behind the report, for the benchmark. */
  public String query() {
    return sql().lines(null).inlined();
  }

  private void run(CopiedLines reader, YearFiles writer) {
    try (RunLock lock = RunLock.acquire(dataSource, NAME);
        BatchRuntime batch = BatchRuntime.open(dataSource)) {
      batch.repository().findRunningJobExecutions(NAME).forEach(batch.operator()::recover);
      JobExecution execution =
          batch
              .operator()
              .start(
                  job(batch, reader, writer),
                  new JobParametersBuilder()
                      .addLong("at", System.currentTimeMillis(), true)
                      .toJobParameters());
      if (execution.getStatus() != BatchStatus.COMPLETED) {
        throw new IllegalStateException(
            "the documents could not be written",
            execution.getAllFailureExceptions().stream().findFirst().orElse(null));
      }
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the report could not be launched", e);
    } finally {
      writer.close();
    }
  }

  private static Job job(BatchRuntime batch, CopiedLines reader, YearFiles writer) {
    return new JobBuilder(NAME, batch.repository())
        .start(
            new StepBuilder("documents", batch.repository())
                .<byte[], byte[]>chunk(LINES)
                // Nothing is changed: a chunk is lines in a file, not rows in a table.
                .transactionManager(new ResourcelessTransactionManager())
                .reader(reader)
                .writer(writer)
                .build())
        .build();
  }

  private static List<String> faults(List<Range> ranges) {
    List<String> faults = new ArrayList<>();
    for (Range range : ranges) {
      if (range.fate() == Fate.GAP) {
        faults.add(
            "series %s: %d numbers are missing, from %s to %s"
                .formatted(range.series(), range.count(), range.from(), range.to()));
      } else if (range.fate() == Fate.DUPLICATE) {
        faults.add(
            "series %s: number %s is there %d times"
                .formatted(range.series(), range.from(), range.count()));
      } else if (range.fate() == Fate.UNREADABLE) {
        faults.add(
            "series %s: number %s does not end in digits".formatted(range.series(), range.from()));
      }
    }
    return faults;
  }
}
