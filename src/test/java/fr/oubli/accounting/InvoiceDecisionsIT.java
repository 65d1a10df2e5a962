package fr.oubli.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvoiceDecisionsIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private final Company company = new Company();
  @TempDir private Path folder;

  @BeforeEach
  void documents() {
    company.invoice(null, null, 1, "2010-06-01");
    company.invoice(null, null, 2, "2010-06-02");
    company.invoice(null, null, 3, "2024-06-02");
    company.jdbc().execute("alter table invoices alter column number type text using number::text");
    company.invoice(null, null, 4, "2010-06-03");
    company.jdbc().execute("update invoices set number = '0004' where number = '4'");
  }

  @AfterEach
  void close() {
    company.close();
  }

  /** As a spreadsheet saves it: without the quotes that nothing needs. */
  private String report() throws IOException {
    return written().replace("\"", "");
  }

  private String written() throws IOException {
    List<Path> files =
        new InvoiceReport(
                company.dataSource(),
                Company.policy(),
                Company.map(),
                "Ou Serrurier",
                CsvDialect.FRENCH,
                TODAY)
            .write(folder, null)
            .files();
    StringBuilder all = new StringBuilder();
    for (Path file : files) {
      if (file.getFileName().toString().startsWith("factures-exercice")) {
        String text = Files.readString(file);
        all.append(all.isEmpty() ? text : text.substring(text.indexOf('\n') + 1));
      }
    }
    return all.toString();
  }

  /** The report with the last cells of the line of a number filled. */
  private static String decided(String report, String number, String cells) {
    StringBuilder filled = new StringBuilder();
    for (String line : report.split("\r\n", -1)) {
      filled
          .append(
              line.contains(";F;" + number + ";") || line.contains(";F;'" + number + ";")
                  ? line.replaceAll(";;;;?$", "") + cells
                  : line)
          .append("\r\n");
    }
    return filled.toString().strip() + "\r\n";
  }

  private InvoiceDecisions.Applied applied(String content, Charset charset, boolean partial)
      throws IOException {
    Path file = folder.resolve("decisions.csv");
    Files.write(file, content.getBytes(charset));
    return new InvoiceDecisions(
            company.dataSource(), Company.policy(), Company.map(), TODAY, "test-operator")
        .apply(file, partial);
  }

  @Test
  void decisionsBecomeHoldsAndApprovalsOnceHoweverOftenTheyAreRead() throws IOException {
    String file = decided(report(), "1", ";ÉLIMINER;Mme Compte;20/11/2026;");
    file = decided(file, "2", ";GELER;Mme Compte;20/11/2026;30/06/2027");
    file = decided(file, "0004", ";conserver;Mme Compte;20/11/2026;");
    for (int i = 0; i < 2; i++) {
      assertThat(applied(file, StandardCharsets.UTF_8, false))
          .isEqualTo(new InvoiceDecisions.Applied(1, 1, 1, List.of()));
    }
    assertThat(
            company.text(
                "select string_agg(row_key || ' ' || owner || ' ' || review_on, ', ' order by id)"
                    + " from oubli.hold"))
        .isEqualTo("2 Mme Compte 2027-06-30, 4 Mme Compte 2027-11-20");
    assertThat(company.text("select row_key || approved_by from oubli.document_approval"))
        .isEqualTo("1Mme Compte");
  }

  /** A document, what is decided on it, and why it cannot be. */
  private static final String IMPOSSIBLE =
      """
      1 | ;JETER;Mme Compte;20/11/2026; | is no decision
      1 | ;ÉLIMINER;;20/11/2026; | says nothing in 'décidé par'
      1 | ;ÉLIMINER;Mme Compte;2O/11/2026; | is not a day
      1 | ;ÉLIMINER;Mme Compte;20/11/2027; | still to come
      2 | ;GELER;Mme Compte;20/11/2026; | says nothing in 'à revoir le'
      3 | ;ÉLIMINER;Mme Compte;20/11/2026; | must be kept until 2034-12-31
      """;

  @Test
  void aLineThatCannotBeIsNamedByItsNumber() throws IOException {
    String report = decided(report(), "0004", ";CONSERVER;Mme Compte;20/11/2026;");
    for (String line : IMPOSSIBLE.lines().toList()) {
      String[] of = line.split(" \\| ", -1);
      String file = decided(report, of[0], of[1]);
      refused(file, of[2]);
      InvoiceDecisions.Applied partly = applied(file, StandardCharsets.UTF_8, true);
      assertThat(partly.kept()).as(line).isEqualTo(1);
      assertThat(partly.faults()).as(line).singleElement().asString().contains(of[2]);
      company.jdbc().execute("delete from oubli.hold; delete from oubli.document_approval");
    }
  }

  @Test
  void theReportAsItIsWrittenDecidesNothing() throws IOException {
    assertThat(written()).contains("\"120,00\"");
    assertThat(applied(written(), StandardCharsets.UTF_8, false))
        .isEqualTo(new InvoiceDecisions.Applied(0, 0, 0, List.of()));
  }

  @Test
  void whatASpreadsheetChangedIsNamed() throws IOException {
    String good = decided(report(), "0004", ";CONSERVER;Mme Compte;20/11/2026;");
    refused(good.replace(";F;'0004;", ";F;4;"), "was a zero in front lost");
    refused(good.replace(";F;'0004;", ";F;9999;"), "no document F-9999 is stored");
    refused(good.replace(";03/06/2010;;", ";06/03/2010;;"), "was the date turned");
    refused(good.replace("03/06/2010", "40332"), "'40332' in 'date d'émission' is not a day");
    refused(good.replace("120,00", "120"), "");
    refused(good.replace("120,00", "12000"), "the amount of F-0004 is not the stored one");
  }

  @Test
  void whatIsFrozenIsNotToBeDestroyed() throws IOException {
    applied(
        decided(report(), "1", ";GELER;Mme Compte;20/11/2026;30/06/2027"),
        StandardCharsets.UTF_8,
        false);
    String file = decided(report(), "1", ";ÉLIMINER;Mme Compte;21/11/2026;");
    file = decided(file, "2", ";ÉLIMINER;Mme Compte;21/11/2026;");
    String both = file;
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> applied(both, StandardCharsets.UTF_8, false));
    assertThat(Objects.requireNonNull(refusal).lines().get(0))
        .containsPattern("decisions.csv:2: F-1 is frozen \\(hold\\)");
    InvoiceDecisions.Applied partly = applied(file, StandardCharsets.UTF_8, true);
    assertThat(partly.approved()).isEqualTo(1);
    assertThat(company.text("select string_agg(row_key, ',') from oubli.document_approval"))
        .isEqualTo("2");
    company.jdbc().execute("update oubli.hold set released_at = now(), released_by = 'op'");
    assertThat(applied(file, StandardCharsets.UTF_8, false).approved()).isEqualTo(2);
  }

  @Test
  void anOpenDisputeFreezesToo() throws IOException {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    long order = company.order(customer, null);
    company.jdbc().update("update invoices set order_id = ? where number = '1'", order);
    company.insert(
        "disputes", "order_id", order, "status", "open", "opened_on", LocalDate.of(2026, 1, 1));
    refused(
        decided(report(), "1", ";ÉLIMINER;Mme Compte;20/11/2026;"), "F-1 is frozen (open-dispute)");
  }

  /** More lines than are sent at once, wrong ones among them. */
  @Test
  void manyLinesAreJudgedTogetherAndEachFaultKeepsItsLine() throws IOException {
    int documents = 12_000;
    company
        .jdbc()
        .execute(
            "insert into invoices (document_type, series, number, issued_on, customer_account,"
                + " total_excl_tax, total_tax, total_incl_tax) select 'invoice', 'G', i::text,"
                + " date '2010-01-01', '411', 1, 0, 1 from generate_series(1, "
                + documents
                + ") i");
    StringBuilder file =
        new StringBuilder(
            "série;numéro;date d'émission;montant TTC;décision;décidé par;décidé le;à revoir le\r\n");
    for (int i = 1; i <= documents; i++) {
      String amount = i % 4_000 == 0 ? "2,00" : "1,00";
      String day = i % 5_000 == 0 ? "31/02/2010" : "01/01/2010";
      file.append("G;%d;%s;%s;CONSERVER;Mme Compte;20/11/2026;\r\n".formatted(i, day, amount));
    }
    InvoiceDecisions.Applied applied = applied(file.toString(), StandardCharsets.UTF_8, true);
    assertThat(applied.kept()).isEqualTo(documents - 5);
    assertThat(applied.faults())
        .extracting(fault -> fault.replaceAll(".*decisions.csv:([0-9]+): .*", "$1"))
        .containsExactly("4001", "5001", "8001", "10001", "12001");
    assertThat(company.count("oubli.hold")).isEqualTo(documents - 5);
  }

  @Test
  void aFileThatIsNotTheReportIsNamed() throws IOException {
    String good = decided(report(), "1", ";ÉLIMINER;Mme Compte;20/11/2026;");
    String line =
        good.lines().filter(each -> each.contains(";ÉLIMINER;")).findFirst().orElseThrow();
    refused(good + line + "\r\n", "decides a second time on F-1");
    refused(good.replace("décision;", "avis;"), ":1: has no column décision");
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> applied(good, Charset.forName("windows-1252"), false));
    assertThat(Objects.requireNonNull(refusal).lines().get(0)).contains("not in UTF-8");
  }

  /** Nothing is applied; an empty text means that the file is right after all. */
  private void refused(String file, String said) throws IOException {
    if (said.isEmpty()) {
      assertThat(applied(file, StandardCharsets.UTF_8, false).faults()).isEmpty();
      company.jdbc().execute("delete from oubli.hold; delete from oubli.document_approval");
      return;
    }
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> applied(file, StandardCharsets.UTF_8, false));
    assertThat(Objects.requireNonNull(refusal, file).lines().get(0))
        .containsPattern("decisions.csv:[0-9]+: |is no")
        .contains(said);
    assertThat(company.count("oubli.hold")).isZero();
    assertThat(company.count("oubli.document_approval")).isZero();
  }

  @Test
  void nothingAccountingGoesWithoutTheApprovalThatThePolicyAsksFor() throws IOException {
    String text =
        Files.readString(Path.of("jobs/policy.yml"))
            .replace("  settled: settled_on\n", "  settled: settled_on\n  approval: true\n");
    Policy policy = PolicyFile.read(Files.writeString(folder.resolve("policy.yml"), text));
    purge(policy);
    assertThat(company.count("invoices")).isEqualTo(4);
    applied(
        decided(report(), "1", ";ÉLIMINER;Mme Compte;20/11/2026;"), StandardCharsets.UTF_8, false);
    purge(policy);
    assertThat(company.text("select string_agg(number, ',' order by number) from invoices"))
        .isEqualTo("0004,2,3");
    assertThat(company.count("invoice_lines where invoice_id = 1")).isZero();
    purge(Company.policy());
    assertThat(company.text("select string_agg(number, ',') from invoices")).isEqualTo("3");
  }

  private void purge(Policy policy) {
    assertThat(company.purge(policy, Company.map(), TODAY).code().code()).isZero();
  }
}
