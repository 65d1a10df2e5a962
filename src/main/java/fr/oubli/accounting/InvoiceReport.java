package fr.oubli.accounting;

import fr.oubli.accounting.Numbering.Fate;
import fr.oubli.accounting.Numbering.Range;
import fr.oubli.decision.DocumentDecisions;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.DocumentNumbers;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.batch.GracefulStop;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PeriodsInData;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the accountants decide on: every document with its clocks, one file per fiscal year,
 * the control totals and the numbering.
 */
public final class InvoiceReport {

  /**
   * What a report wrote and found.
   *
   * @param faults what an accountant must look at: numbers that are missing, double or unreadable
   */
  public record Written(List<Path> files, List<String> faults) {}

  private final DataSource dataSource;
  private final DocumentRelation relation;
  private final CsvDialect dialect;
  private final String entity;
  private final LocalDate asOf;

  /**
   * @param entity whose documents they are
   * @throws fr.oubli.platform.exit.Refusal when policy, map and database do not fit together
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
    Gates.refuse(Gates.checkReading(dataSource, catalog, map, policy), map);
    Policy read = PeriodsInData.read(dataSource, catalog, map, policy);
    this.relation = new DocumentRelation(new DocumentDecisions(read, map, catalog, asOf), asOf);
    this.dialect = dialect;
    this.entity = entity;
    this.asOf = asOf;
  }

  /**
   * Everything is read from one snapshot: the files agree with each other.
   *
   * @param year the calendar year in which the fiscal year closes; null for all
   */
  public Written write(Path folder, @Nullable Integer year) {
    WholeFile.refuseUnwritable(folder, "reports", "--reports");
    InvoiceReportJob job = new InvoiceReportJob(dataSource);
    try (GracefulStop stop = GracefulStop.on(job::stop);
        Snapshot snapshot = Snapshot.open(dataSource)) {
      List<Path> written = new ArrayList<>(writeDocuments(job, snapshot, folder, year));
      job.refuseStopped();
      written.add(summary(snapshot).write(folder, dialect));
      Numbering numbering = new Numbering(snapshot.jdbc(), relation);
      List<Range> ranges = numbering.ranges();
      written.add(numbering.write(folder, dialect, ranges));
      return new Written(written, faults(ranges, !numbers().patterns().isEmpty()));
    }
  }

  /** Writes the files of the fiscal years alone. */
  public List<Path> writeDocuments(Path folder, @Nullable Integer year) {
    try (Snapshot snapshot = Snapshot.open(dataSource)) {
      return writeDocuments(new InvoiceReportJob(dataSource), snapshot, folder, year);
    }
  }

  private List<Path> writeDocuments(
      InvoiceReportJob job, Snapshot snapshot, Path folder, @Nullable Integer year) {
    ReportSql sql = sql(snapshot);
    return job.run(
        new DocumentLines(snapshot, sql.lines(year).inlined(), sql.header(), dialect, folder));
  }

  private ReportSql sql(Snapshot snapshot) {
    return new ReportSql(relation, dialect, summary(snapshot).rates(), entity);
  }

  private DocumentNumbers numbers() {
    return relation.decisions().accounting().numbers();
  }

  private ControlTotals summary(Snapshot snapshot) {
    return new ControlTotals(snapshot.jdbc(), relation, asOf);
  }

  /** The query behind the report, for the benchmark. */
  public String query() {
    try (Snapshot snapshot = Snapshot.open(dataSource)) {
      return sql(snapshot).lines(null).inlined();
    }
  }

  private static List<String> faults(List<Range> ranges, boolean written) {
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
            "series %s: number %s %s"
                .formatted(
                    range.series(),
                    range.from(),
                    written ? "is not written as the policy says" : "does not end in digits"));
      }
    }
    return faults;
  }
}
