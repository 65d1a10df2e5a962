package fr.oubli.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.opencsv.CSVParserBuilder;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.CSVReaderHeaderAware;
import com.opencsv.CSVReaderHeaderAwareBuilder;
import fr.oubli.accounting.Numbering.Fate;
import fr.oubli.accounting.Numbering.Range;
import fr.oubli.decision.DocumentDecisions;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Plain;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class InvoiceReportIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private final Company company = new Company();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    company.close();
  }

  private InvoiceReport.Written report(CsvDialect dialect) {
    return new InvoiceReport(
            company.dataSource(), Company.policy(), Company.map(), "Ou Serrurier", dialect, TODAY)
        .write(folder, null);
  }

  private List<Map<String, String>> rows(Path file, CsvDialect dialect) {
    try {
      String text = Plain.file(file);
      String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      List<Map<String, String>> rows = new ArrayList<>();
      try (CSVReaderHeaderAware reader =
          new CSVReaderHeaderAwareBuilder(new StringReader(plain))
              .withCSVParser(new CSVParserBuilder().withSeparator(dialect.delimiter()).build())
              .build()) {
        for (Map<String, String> row = reader.readMap(); row != null; row = reader.readMap()) {
          rows.add(row);
        }
      }
      return rows;
    } catch (IOException | com.opencsv.exceptions.CsvValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Map<String, String>> documents(InvoiceReport.Written written, CsvDialect dialect) {
    return written.files().stream()
        .filter(file -> file.getFileName().toString().startsWith("factures-exercice"))
        .flatMap(file -> rows(file, dialect).stream())
        .toList();
  }

  private static Map<String, String> row(List<Map<String, String>> documents, String number) {
    return documents.stream()
        .filter(row -> number.equals(row.get("numéro")))
        .findFirst()
        .orElseThrow();
  }

  private static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static BigDecimal amount(String cell) {
    return cell.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell.replace(',', '.'));
  }

  /** Documents of two series over eight years, with gaps, duplicates, credit notes and archives. */
  private void ledger(long seed) {
    ledger(seed, "");
  }

  /**
   * @param of what stands behind the letters of both series
   */
  private void ledger(long seed, String of) {
    Random random = new Random(seed);
    long invoice = 0;
    for (int i = 1; i <= 120; i++) {
      if (random.nextInt(9) == 0) {
        continue;
      }
      boolean credit = invoice > 0 && random.nextInt(8) == 0;
      LocalDate day = LocalDate.of(2012, 1, 1).plusDays(i * 44L + random.nextInt(20));
      long document =
          document(
              (i % 2 == 0 ? "F" : "B") + of,
              i / 2 + 1,
              day,
              credit ? invoice : null,
              credit,
              random);
      if (!credit) {
        invoice = document;
      }
    }
  }

  private long document(
      String series,
      long number,
      LocalDate day,
      @org.jspecify.annotations.Nullable Long corrects,
      boolean credit,
      Random random) {
    List<Object[]> lines = new ArrayList<>();
    BigDecimal excl = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (int line = 1; line <= 1 + random.nextInt(3); line++) {
      BigDecimal rate = random.nextBoolean() ? new BigDecimal("20.00") : new BigDecimal("5.50");
      BigDecimal amount = BigDecimal.valueOf((credit ? -1L : 1L) * (1 + random.nextInt(99_999)), 2);
      BigDecimal of =
          amount.multiply(rate).movePointLeft(2).setScale(2, java.math.RoundingMode.HALF_UP);
      lines.add(new Object[] {line, rate, amount, of});
      excl = excl.add(amount);
      tax = tax.add(of);
    }
    long id =
        company.insert(
            "invoices",
            "document_type",
            credit ? "credit_note" : "invoice",
            "series",
            series,
            "number",
            number,
            "issued_on",
            day.toString(),
            "corrects_id",
            corrects,
            "customer_account",
            "411" + number,
            "billed_name",
            "Zorglub Secret",
            "total_excl_tax",
            excl,
            "total_tax",
            tax,
            "total_incl_tax",
            excl.add(tax));
    lines.forEach(
        line ->
            company.insert(
                "invoice_lines",
                "invoice_id",
                id,
                "line_no",
                line[0],
                "label",
                "x",
                "quantity",
                1,
                "unit_price",
                line[2],
                "tax_rate",
                line[1],
                "amount_excl_tax",
                line[2],
                "tax",
                line[3]));
    return id;
  }

  @ParameterizedTest
  @EnumSource(CsvDialect.class)
  void totalsAddUpToTheSourceToTheCent(CsvDialect dialect) {
    ledger(1);
    InvoiceReport.Written written = report(dialect);
    List<Map<String, String>> documents = documents(written, dialect);
    assertThat(documents).hasSize((int) company.count("invoices"));
    Map<String, BigDecimal> byYear = new TreeMap<>();
    Map<String, BigDecimal> byRate = new TreeMap<>();
    for (Map<String, String> row : documents) {
      byYear.merge(
          cell(row, "clôture de l'exercice"), amount(cell(row, "montant TTC")), BigDecimal::add);
      byRate.merge("20 %", amount(cell(row, "HT à 20 %")), BigDecimal::add);
      byRate.merge("5,5 %", amount(cell(row, "TVA à 5,5 %")), BigDecimal::add);
    }
    String day = dialect == CsvDialect.FRENCH ? "31/12/" : "";
    String end = dialect == CsvDialect.FRENCH ? "" : "-12-31";
    company
        .jdbc()
        .query(
            "select extract(year from issued_on)::int, sum(total_incl_tax) from invoices group by 1",
            row -> {
              assertThat(byYear.remove(day + row.getInt(1) + end))
                  .isEqualByComparingTo(row.getBigDecimal(2));
            });
    assertThat(byYear).isEmpty();
    assertThat(byRate.get("20 %"))
        .isEqualByComparingTo(
            company.text("select sum(amount_excl_tax) from invoice_lines where tax_rate = 20"));
    assertThat(byRate.get("5,5 %"))
        .isEqualByComparingTo(
            company.text("select sum(tax) from invoice_lines where tax_rate = 5.5"));
    Path summary =
        written.files().stream()
            .filter(file -> file.endsWith("factures-synthese.csv"))
            .findFirst()
            .orElseThrow();
    List<Map<String, String>> totals =
        rows(summary, dialect).stream()
            .filter(row -> cell(row, "taux").equals("tous taux"))
            .toList();
    assertThat(
            totals.stream()
                .map(row -> amount(cell(row, "montant HT")))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(company.text("select sum(total_excl_tax) from invoices"));
    assertThat(totals)
        .allSatisfy(row -> assertThat(amount(cell(row, "écart HT avec les lignes"))).isZero());
  }

  /** Two series of each seed. */
  @Test
  void everyNumberIsAccountedForExactlyOnce() {
    List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L, 6L);
    seeds.forEach(seed -> ledger(seed, "" + seed));
    company.purge(TODAY);
    company.jdbc().execute("alter table invoices drop constraint invoices_series_number_key");
    Map<String, TreeSet<Long>> stored = new TreeMap<>();
    company
        .jdbc()
        .query(
            "select series, number from invoices union select series, number::bigint"
                + " from oubli.destroyed_document",
            row -> {
              stored.computeIfAbsent(row.getString(1), key -> new TreeSet<>()).add(row.getLong(2));
            });
    List<Range> twice = new ArrayList<>();
    for (long seed : seeds) {
      String series = "F" + seed;
      String number =
          Objects.requireNonNull(
              company.text(
                  "select min(number) from invoices where series = '%s'".formatted(series)));
      document(
          series, Long.parseLong(number), LocalDate.of(2020, 2, 2), null, false, new Random(seed));
      twice.add(new Range(series, Fate.DUPLICATE, number, number, 2));
    }

    List<Range> ranges = numbering().ranges();
    assertThat(stored).hasSize(2 * seeds.size());
    stored.forEach(
        (series, numbers) -> {
          List<Long> covered =
              ranges.stream()
                  .filter(range -> range.series().equals(series))
                  .filter(range -> range.fate() != Fate.DUPLICATE)
                  .flatMapToLong(
                      range ->
                          LongStream.rangeClosed(
                              Long.parseLong(range.from()), Long.parseLong(range.to())))
                  .boxed()
                  .sorted()
                  .toList();
          assertThat(covered)
              .as("series %s", series)
              .containsExactlyElementsOf(
                  LongStream.rangeClosed(numbers.first(), numbers.last()).boxed().toList());
        });
    for (long seed : seeds) {
      long destroyed =
          company.count("oubli.destroyed_document where series ~ '^[FB]%d$'".formatted(seed));
      List<Range> some =
          ranges.stream().filter(range -> range.series().endsWith("" + seed)).toList();
      assertThat(count(some, Fate.DESTROYED)).as("seed %d", seed).isPositive().isEqualTo(destroyed);
    }
    assertThat(ranges)
        .filteredOn(range -> range.fate() == Fate.DUPLICATE)
        .containsExactlyInAnyOrderElementsOf(twice);
  }

  @Test
  void aDestroyedNumberThatIsGivenOutAgainIsADuplicate() {
    document("F", 1, LocalDate.of(2010, 2, 1), null, false, new Random(1));
    company.purge(TODAY);
    document("F", 1, LocalDate.of(2024, 2, 1), null, false, new Random(1));
    assertThat(numbering().ranges()).contains(new Range("F", Fate.DUPLICATE, "1", "1", 2));
  }

  private void numbers(String... numbers) {
    company.jdbc().execute("alter table invoices alter column number type text using number::text");
    for (int i = 0; i < numbers.length; i++) {
      document("F", i + 1L, LocalDate.of(2024, 2, 1), null, false, new Random(1));
      company
          .jdbc()
          .update(
              "update invoices set number = ? where number = ?", "!" + numbers[i], "" + (i + 1));
    }
    company.jdbc().execute("update invoices set number = substr(number, 2)");
  }

  private List<String> told() {
    return numbering().ranges().stream()
        .map(range -> range.fate() + " " + range.from() + " " + range.to() + " " + range.count())
        .toList();
  }

  @Test
  void aNumberIsWhatIsWrittenAndItsZerosToo() {
    numbers("0003", "0004", "4", "0007", "9999", "10000");
    assertThat(told())
        .containsExactly(
            "KEPT 4 4 1",
            "KEPT 0003 0004 2",
            "GAP 0005 0006 2",
            "KEPT 0007 0007 1",
            "GAP 0008 9998 9991",
            "KEPT 9999 10000 2");
  }

  @Test
  void aStrayZeroDoesNotMakeGapsInASeriesThatHasNone() {
    numbers("8", "9", "10", "11", "010");
    assertThat(told()).containsExactly("KEPT 8 11 4", "KEPT 010 010 1");
  }

  @Test
  void theSameWritingTwiceIsADuplicate() {
    company.jdbc().execute("alter table invoices drop constraint invoices_series_number_key");
    numbers("A-007", "A-007", "A-009");
    assertThat(told())
        .containsExactly(
            "DUPLICATE A-007 A-007 2",
            "KEPT A-007 A-007 1",
            "GAP A-008 A-008 1",
            "KEPT A-009 A-009 1");
  }

  @Test
  void zerosInFrontAreGuardedFromTheSpreadsheet() throws IOException {
    numbers("0004", "0006", "7");
    List<Map<String, String>> documents = documents(report(CsvDialect.FRENCH), CsvDialect.FRENCH);
    assertThat(documents)
        .extracting(row -> row.get("numéro"))
        .containsExactlyInAnyOrder("'0004", "'0006", "7");
    assertThat(Files.readString(folder.resolve("factures-numerotation.csv")))
        .contains("\"F\";\"TROU\";\"'0005\";\"'0005\";\"1\"");
    report(CsvDialect.RFC4180);
    assertThat(Files.readString(folder.resolve("factures-numerotation.csv")))
        .contains("F,TROU,0005,0005,1");
  }

  /** Half of the cells are written by PostgreSQL, half by Java. */
  @Test
  void theServerGuardsTheSameTextsAsTheSheet() {
    String[] texts = {
      "=1+1", "+33", "-2", "@x", "\tx", "\rx", "\nx", "＝1", "0411", "123456789012", "1E5", "3,10",
      " 0042", "(12,3)", "12 mars 2024", "1 août 2026", "déc. 2024", "VRAI", "24/11/2026", "5€",
          "1\u202F234", "F-4", "4", "20 %",
      "2 rue", "mars", "?", "it's", "a\"b", "x;y", "\\d"
    };
    for (CsvDialect dialect : CsvDialect.values()) {
      Cells cells = new Cells(dialect);
      for (String text : texts) {
        boolean guarded = dialect.line(List.of(text)).replace("\"", "").startsWith("'");
        assertThat(
                company
                    .jdbc()
                    .queryForObject(
                        "select " + cells.text("x") + " from (select ?::text as x) q",
                        String.class,
                        text))
            .isEqualTo(guarded ? "'" + text : text);
      }
    }
  }

  /** Each connection that the report asks for sees one document more than the one before. */
  @Test
  void allFilesSpeakOfTheSameDocuments() {
    document("F", 1, LocalDate.of(2024, 1, 1), null, false, new Random(1));
    AtomicLong next = new AtomicLong(1);
    DataSource moving =
        new DelegatingDataSource(company.dataSource()) {
          @Override
          public Connection getConnection() throws SQLException {
            document(
                "F",
                next.incrementAndGet(),
                LocalDate.of(2024, 1, 1),
                null,
                false,
                new Random(next.get()));
            return super.getConnection();
          }
        };
    InvoiceReport.Written written =
        new InvoiceReport(
                moving, Company.policy(), Company.map(), "Ou Serrurier", CsvDialect.FRENCH, TODAY)
            .write(folder, null);

    int lines = documents(written, CsvDialect.FRENCH).size();
    assertThat(lines).isPositive().isLessThan((int) company.count("invoices"));
    assertThat(rows(folder.resolve("factures-synthese.csv"), CsvDialect.FRENCH).get(0))
        .containsEntry("documents", "" + lines)
        .containsEntry("écart HT avec les lignes", "0,00");
    assertThat(rows(folder.resolve("factures-numerotation.csv"), CsvDialect.FRENCH).get(0))
        .containsEntry("nombre", "" + lines);
  }

  @Test
  void digestAndDaysAreTheSameInEverySessionAndInTheArchive() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.invoice(customer, company.order(customer, null), 7, "2025-05-07");
    company.jdbc().execute("alter table invoices alter issued_on type timestamptz");
    company.jdbc().execute("update invoices set issued_on = '2024-12-31 23:30+00'");
    Map<String, String> sessions =
        Map.of("Asia/Tokyo", "ISO, DMY", "America/New_York", "ISO, YMD", "UTC", "ISO, MDY");
    TreeSet<String> told = new TreeSet<>();
    sessions.forEach((zone, style) -> told.add(toldIn(zone, style)));
    company.purge(LocalDate.of(2030, 6, 1));
    assertThat(company.count("invoices")).isZero();
    sessions.forEach((zone, style) -> told.add(toldIn(zone, style)));
    assertThat(told).singleElement().asString().startsWith("2025-01-01 2025-12-31 ");
  }

  @Test
  void theDigestIsThatOfTheArchivedText() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.invoice(customer, company.order(customer, null), 7, "2025-05-07");
    String active = toldIn("UTC", "ISO");
    company.purge(LocalDate.of(2030, 6, 1));
    assertThat(active)
        .endsWith(
            " "
                + company.text(
                    "select encode(sha256(convert_to(content::text, 'UTF8')), 'hex')"
                        + " from oubli.archive where collection = 'invoices'"));
  }

  private String toldIn(String zone, String style) {
    DataSource session =
        new DelegatingDataSource(company.dataSource()) {
          @Override
          public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (var statement = connection.createStatement()) {
              statement.execute("set time zone '" + zone + "'; set datestyle = '" + style + "'");
            }
            return connection;
          }
        };
    InvoiceReport.Written written =
        new InvoiceReport(session, Company.policy(), Company.map(), "x", CsvDialect.RFC4180, TODAY)
            .write(folder, null);
    Map<String, String> document = documents(written, CsvDialect.RFC4180).get(0);
    return cell(document, "date d'émission")
        + " "
        + cell(document, "clôture de l'exercice")
        + " "
        + cell(document, "SHA-256");
  }

  @Test
  void aReportThatIsStoppedLeavesWholeFilesOnly() throws Exception {
    company
        .jdbc()
        .execute(
            "insert into invoices (document_type, series, number, issued_on, customer_account,"
                + " total_excl_tax, total_tax, total_incl_tax) select 'invoice', 'F', i,"
                + " date '2010-01-01' + i / 10, '411', 1, 0, 1 from generate_series(1, 20000) i");
    Path reports = folder.resolve("reports");
    try (Connection other = company.dataSource().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table oubli.hold in access exclusive mode");
      OubliProcess process =
          OubliProcess.start(
              company.environment(),
              "invoice-report",
              "--as-of",
              TODAY.toString(),
              "--reports",
              reports.toString());
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  company.count(
                          "pg_stat_activity where query like 'copy (%'"
                              + " and wait_event_type = 'Lock'")
                      == 1);
      process.signal();
      await()
          .until(() -> company.count("oubli.batch_job_execution where status like 'STOP%'") == 1);
      other.rollback();
      assertThat(process.code()).isEqualTo(1);
      assertThat(String.join("\n", process.errors()))
          .contains("was stopped; run the same command again");
    }
    assertThat(reports.resolve(TODAY.toString())).isEmptyDirectory();
  }

  @Test
  void aDestroyedNumberIsNeverForgotten() {
    document("F", 1, LocalDate.of(2010, 2, 1), null, false, new Random(1));
    company.purge(TODAY);
    for (String change :
        List.of(
            "update oubli.destroyed_document set number = '2'",
            "delete from oubli.destroyed_document",
            "truncate oubli.destroyed_document")) {
      assertThatThrownBy(() -> company.jdbc().execute(change))
          .hasStackTraceContaining("destroyed_document is append-only");
    }
    assertThat(company.text("select number from oubli.destroyed_document")).isEqualTo("1");
  }

  @Test
  void noDocumentsMakeNoFileOfAYear() {
    assertThat(report(CsvDialect.FRENCH).files())
        .extracting(file -> String.valueOf(file.getFileName()))
        .containsExactly("factures-synthese.csv", "factures-numerotation.csv");
  }

  private static long count(List<Range> ranges, Fate fate) {
    return ranges.stream().filter(range -> range.fate() == fate).mapToLong(Range::count).sum();
  }

  private Numbering numbering() {
    return new Numbering(
        company.jdbc(),
        new DocumentRelation(
            new DocumentDecisions(
                Company.policy(),
                Company.map(),
                Catalog.read(company.dataSource(), Company.map()),
                TODAY),
            TODAY));
  }

  @Test
  void clocksProposalsAndWhatFreezes() {
    Random random = new Random(1);
    document("F", 1, LocalDate.of(2010, 6, 1), null, false, random);
    long corrected = document("F", 2, LocalDate.of(2010, 6, 2), null, false, random);
    document("F", 3, LocalDate.of(2021, 3, 4), corrected, true, random);
    long frozen = document("F", 4, LocalDate.of(2010, 6, 3), null, false, random);
    new fr.oubli.registers.hold.HoldRegister(company.dataSource())
        .add(
            fr.oubli.registers.hold.HoldRegister.Scope.ROW,
            "invoices",
            "" + frozen,
            "tax audit",
            "Accounts",
            LocalDate.of(2027, 6, 30),
            "op");
    List<Map<String, String>> documents = documents(report(CsvDialect.FRENCH), CsvDialect.FRENCH);
    assertThat(cell(row(documents, "1"), "proposition")).isEqualTo("À ÉLIMINER");
    assertThat(cell(row(documents, "1"), "fin du délai fiscal (6 ans)")).isEqualTo("01/06/2016");
    assertThat(cell(row(documents, "1"), "fin de conservation")).isEqualTo("31/12/2020");
    assertThat(cell(row(documents, "1"), "éliminable à partir du")).isEqualTo("01/01/2021");
    assertThat(cell(row(documents, "2"), "proposition")).isEqualTo("CONSERVER");
    assertThat(cell(row(documents, "2"), "départ du délai")).isEqualTo("04/03/2021");
    assertThat(cell(row(documents, "3"), "document lié")).isEqualTo("2");
    assertThat(cell(row(documents, "4"), "proposition")).isEqualTo("GELÉ");
    assertThat(cell(row(documents, "4"), "gel à revoir le")).isEqualTo("30/06/2027");
    assertThat(cell(row(documents, "3"), "montant TTC")).startsWith("-");
    assertThat(cell(row(documents, "3"), "PieceRef")).isEqualTo("F-3");
    assertThat(cell(row(documents, "3"), "PieceDate")).isEqualTo("20210304");
  }

  @Test
  void whatASpreadsheetWouldComputeIsTextAndNobodyIsNamed() throws IOException {
    String[] hostile = {"=1+1", "+33612345678", "-2", "@cmd", "\tx", "0411"};
    for (int i = 0; i < hostile.length; i++) {
      long id = document("F", i + 1, LocalDate.of(2024, 1, 1), null, false, new Random(i));
      company
          .jdbc()
          .update("update invoices set customer_account = ? where id = ?", hostile[i], id);
    }
    InvoiceReport.Written written = report(CsvDialect.FRENCH);
    assertThat(documents(written, CsvDialect.FRENCH))
        .extracting(row -> row.get("compte auxiliaire"))
        .containsExactly("'=1+1", "'+33612345678", "'-2", "'@cmd", "'\tx", "'0411");
    for (Path file : written.files()) {
      assertThat(Files.readString(file)).doesNotContain("Zorglub").startsWith("\uFEFF");
    }
  }

  @Test
  void anArchivedDocumentIsReportedLikeAnActiveOne() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    long order = company.order(customer, null);
    company.invoice(customer, order, 7, "2025-05-07");
    List<Map<String, String>> before = documents(report(CsvDialect.FRENCH), CsvDialect.FRENCH);
    company.purge(LocalDate.of(2030, 6, 1));
    assertThat(company.count("invoices")).isZero();
    List<Map<String, String>> after = documents(report(CsvDialect.FRENCH), CsvDialect.FRENCH);
    assertThat(after).hasSize(1);
    for (String column :
        List.of("numéro", "date d'émission", "montant TTC", "HT à 20 %", "fin de conservation")) {
      assertThat(after.get(0).get(column)).as(column).isEqualTo(before.get(0).get(column));
    }
    assertThat(after.get(0).get("emplacement")).isEqualTo("archive intermédiaire");
    assertThat(after.get(0).get("statut du client")).isEqualTo("sorti de la base active");
    company.purge(LocalDate.of(2036, 1, 1));
    assertThat(company.text("select series || number from oubli.destroyed_document"))
        .isEqualTo("F7");
  }

  @Test
  void aYearThatIsNotClosedIsSaid() throws IOException {
    document("F", 1, LocalDate.of(2026, 2, 1), null, false, new Random(1));
    report(CsvDialect.FRENCH);
    assertThat(Files.readString(folder.resolve("factures-synthese.csv")))
        .contains("\"31/12/2026\";\"non clos\";\"tous taux\";\"1\"");
  }

  /** Seen in LibreOffice 7.4: until it is told not to, it cuts a line at commas too. */
  @Test
  void noCommaStandsOutsideQuotes() throws IOException {
    document("F", 1, LocalDate.of(2024, 2, 1), null, false, new Random(1));
    List<Path> files = report(CsvDialect.FRENCH).files();
    assertThat(Files.readString(files.get(0))).contains(",");
    for (Path file : files) {
      assertThat(Files.readString(file).replaceAll("\"[^\"]*\"", "")).doesNotContain(",");
    }
  }

  @Test
  void linesEndAsExcelWantsThem() throws IOException {
    document("F", 1, LocalDate.of(2024, 2, 1), null, false, new Random(1));
    String text = Files.readString(report(CsvDialect.FRENCH).files().get(0));
    assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    assertThat(new CSVReaderBuilder(new StringReader(text)).build()).hasSize(2);
  }
}
