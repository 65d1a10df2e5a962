package fr.oubli.setup.benchmark;

import fr.oubli.accounting.InvoiceReport;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.output.CsvDialect;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;

/** The accountants' files beside what PostgreSQL itself copies out by the same query. */
final class InvoicePace {

  private final DataSource dataSource;
  private final Policy policy;
  private final DataMap map;
  private final Path home;
  private final LocalDate today;

  InvoicePace(DataSource dataSource, Policy policy, DataMap map, Path home, LocalDate today) {
    this.dataSource = dataSource;
    this.policy = policy;
    this.map = map;
    this.home = home;
    this.today = today;
  }

  void measure(TextTable table, long documents) {
    fill(documents);
    InvoiceReport report =
        new InvoiceReport(dataSource, policy, map, "benchmark", CsvDialect.FRENCH, today);
    double bare = seconds(() -> copy(report.query()));
    long[] peak = {0};
    double ours = seconds(() -> peak[0] = Heap.peakDuring(() -> lines(report)));
    table.row(
        "%,d invoices to CSV".formatted(documents),
        "COPY of the same query",
        "%.2f".formatted(bare),
        "1.00",
        null);
    table.row(
        "",
        "the report's files, %d MiB".formatted(peak[0]),
        "%.2f".formatted(ours),
        "%.2f".formatted(ours / bare),
        null);
  }

  private void lines(InvoiceReport report) {
    report.writeDocuments(home.resolve("invoices"), null);
  }

  private void fill(long documents) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    Bench.customers(1_000).forEach(jdbc::execute);
    jdbc.execute(
        """
        insert into invoices (customer_id, document_type, series, number, issued_on,
          customer_account, total_excl_tax, total_tax, total_incl_tax)
        select 1 + i %% 1000, 'invoice', 'F', i, date '2014-01-01' + (i::bigint * 4300 / %1$d)::int,
          '411' || i %% 1000, 100 + i %% 900, 20, 120 + i %% 900
        from generate_series(1, %1$d) i;
        insert into invoice_lines select id, 1, 'Serrure', 1, total_excl_tax, 20, total_excl_tax,
          total_tax from invoices;
        analyze invoices, invoice_lines
        """
            .formatted(documents));
  }

  private void copy(String query) {
    try (Connection connection = dataSource.getConnection();
        OutputStream out = Files.newOutputStream(home.resolve("copied.csv"))) {
      try (var statement = connection.createStatement()) {
        statement.execute("set work_mem = '64MB'");
      }
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (" + query + ") to stdout (format csv, delimiter ';')", out);
    } catch (SQLException e) {
      throw new IllegalStateException("the query could not be copied", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
