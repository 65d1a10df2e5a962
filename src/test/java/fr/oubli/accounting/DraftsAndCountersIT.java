package fr.oubli.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows are documents, and where the counter of their numbers stands. */
class DraftsAndCountersIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final String DOLIBARR = "{ column: ref, written: \"{letters}{yyMM}-{counter}\" }";

  private final Foreign base = new Foreign();

  @BeforeEach
  void tables() {
    base.tables(
        """
        create table societe (rowid int primary key, nom text, email text, code_compta text);
        create table facture (rowid int primary key, ref text not null, type smallint not null default 0,
          fk_soc int not null references societe, datef date, fk_statut smallint not null,
          total_ht numeric(24,8), total_tva numeric(24,8), total_ttc numeric(24,8),
          fk_facture_source int references facture, paye_le date);
        create table facturedet (rowid int primary key, fk_facture int not null references facture,
          tva_tx numeric(7,4), total_ht numeric(24,8), total_tva numeric(24,8));
        insert into societe values (1, 'Mme Durand', 'durand@exemple.fr', '411DURAND');
        insert into facture values
          (1, 'FA2501-0001', 0, 1, '2025-01-10', 2, 100, 20, 120, null, '2025-02-01'),
          (2, 'FA2501-0002', 0, 1, '2025-01-31', 2, 200, 40, 240, null, '2025-02-10'),
          (3, 'FA2502-0003', 0, 1, '2025-02-05', 1, 300.005, 60.001, 360.006, null, null),
          (4, 'AV2502-0001', 2, 1, '2025-02-06', 1, -100, -20, -120, 1, null),
          (5, '(PROV5)', 0, 1, null, 0, 50, 10, 60, null, null),
          (6, '(PROV6)', 0, 1, '2025-03-01', 0, 70, 14, 84, null, null),
          (7, 'FA2503-0005', 0, 1, '2025-03-05', 1, 10, 2, 12, null, null);
        insert into facturedet values (1, 1, 20, 100, 20), (2, 2, 20, 200, 40),
          (3, 3, 20, 300.005, 60.001), (4, 4, 20, -100, -20), (5, 5, 8.5, 50, 10), (6, 6, 20, 70, 14),
          (7, 7, 20, 10, 2);
        """);
    base.map(
        new ShortMap()
            .collection(
                "societe",
                "rowid ! #user.unique_id",
                "nom #user.name",
                "email @email #user.contact.email",
                "code_compta #user.account")
            .collection(
                "facture",
                "rowid !",
                "ref",
                "type",
                "fk_soc >societe.rowid",
                "datef",
                "fk_statut",
                "total_ht",
                "total_tva",
                "total_ttc",
                "fk_facture_source >facture.rowid",
                "paye_le")
            .collection(
                "facturedet",
                "rowid !",
                "fk_facture >facture.rowid",
                "tva_tx",
                "total_ht",
                "total_tva")
            .toString());
    policy("only: { facture.fk_statut: [1, 2, 3] }", DOLIBARR);
  }

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String only, String number) {
    policy(only, number, "");
  }

  private void policy(String only, String number, String more) {
    base.policy(
        """
        policy: dolibarr
        zone: Europe/Paris
        subject: { collection: societe, same-person-by: [email] }
        fiscal-years: { close: 12-31 }
        rules:
          invoices:
            cites: "10 years (Code de commerce L123-22)"
            basis: legal obligation
            starts: { fiscal-year-end: facture.datef, together-with: facture.fk_facture_source }
            keep: { at-least: P10Y }
            then: { facturedet: delete, facture: delete }
        accounting:
          documents: facture
          %s
          number: %s
          type: type
          issued: datef
          corrects: fk_facture_source
          excl-tax: total_ht
          tax: total_tva
          incl-tax: total_ttc
          settled: paye_le
          lines: { collection: facturedet, rate: tva_tx, excl-tax: total_ht, tax: total_tva }
          %s
        """
            .formatted(only, number, more));
  }

  private InvoiceReport.Written report() {
    return new InvoiceReport(
            base.dataSource(), base.policy(), base.map(), "Dolibarr", CsvDialect.FRENCH, TODAY)
        .write(base.reports(), null);
  }

  private String file(String name) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(base.reports())) {
      for (Path each : files.sorted().toList()) {
        if (each.getFileName().toString().contains(name)) {
          all.append(Files.readString(each));
        }
      }
    }
    return all.toString();
  }

  /** Numbers of documents of one customer, all issued on a day. */
  private void numbers(String... refs) {
    base.execute("truncate facture cascade");
    for (int i = 0; i < refs.length; i++) {
      base.insert(
          "facture",
          "rowid",
          i + 1,
          "ref",
          refs[i],
          "fk_soc",
          1,
          "datef",
          "2025-06-01",
          "fk_statut",
          1,
          "total_ht",
          1,
          "total_tva",
          0,
          "total_ttc",
          1);
    }
  }

  @Test
  void draftsAreNoDocumentsAndTheHoleAcrossAMonthIsFound() throws IOException {
    InvoiceReport.Written written = report();

    assertThat(written.faults())
        .containsExactly("series : 1 numbers are missing, from FA{yy}{MM}-0004 to FA{yy}{MM}-0004");
    assertThat(file("exercice"))
        .doesNotContain("PROV")
        .contains("FA2503-0005")
        .doesNotContain("8,5");
    assertThat(file("synthese")).contains("\"tous taux\";\"5\"").contains("510,005");
    assertThat(file("numerotation"))
        .contains("\"TROU\";\"FA{yy}{MM}-0004\"")
        .contains("\"CONSERVÉ\";\"FA2501-0001\";\"FA2502-0003\";\"3\"")
        .contains("\"AV2502-0001\"")
        .doesNotContain("PROV");
  }

  @Test
  void withoutAWordDraftsAreDocumentsAndEachBeginningHasItsCounter() {
    policy("", "ref");

    assertThat(report().faults())
        .containsExactlyInAnyOrder(
            "series : number (PROV5) does not end in digits",
            "series : number (PROV6) does not end in digits");
  }

  @Test
  void aDraftIsNoDocumentInTheArchiveEither() throws IOException {
    base.execute(
        """
        insert into oubli.archive (collection, row_key, rule, governed_by, anchor, content, run)
        select 'facture', rowid::text, 'x', 'invoices', '2025-03-01', to_jsonb(f), 1
        from facture f where rowid in (6, 7);
        delete from facturedet where fk_facture in (6, 7);
        delete from facture where rowid in (6, 7);
        """
            .replace(
                "insert",
                "insert into oubli.run (as_of, policy, policy_sha256, map_sha256,"
                    + " operator, state) values ('2026-01-01', 'p', 'p', 'm', 'o', 'done'); insert"));

    assertThat(report().faults()).hasSize(1);

    assertThat(file("exercice")).doesNotContain("PROV").contains("FA2503-0005");
  }

  @Test
  void aDraftNeedsNoApprovalAndNobodyCanGiveIt() {
    policy("only: { facture.fk_statut: [1, 2, 3] }", DOLIBARR, "approval: true");
    base.execute("update facture set datef = '2010-01-01'");

    base.purge("2026-11-27");

    assertThat(base.text("select string_agg(rowid::text, ',' order by rowid) from facture"))
        .isEqualTo("1,2,3,4,7");
    assertThat(base.count("facturedet")).isEqualTo(5);
    assertThat(base.count("oubli.destroyed_document")).isZero();
  }

  @Test
  void aDestroyedDocumentIsNoHoleAndADestroyedDraftIsNothing() throws IOException {
    base.execute("update facture set datef = '2010-01-01' where rowid in (2, 3, 6)");

    base.purge("2026-11-27");

    assertThat(
            base.text(
                "select string_agg(number, ',' order by number) from oubli.destroyed_document"))
        .isEqualTo("FA2501-0002,FA2502-0003");
    assertThat(report().faults()).hasSize(1).first().asString().contains("0004");
    assertThat(file("numerotation")).contains("\"DÉTRUIT\";\"FA2501-0002\";\"FA2502-0003\";\"2\"");
  }

  @Test
  void aDraftCannotBeDecidedOn() throws IOException {
    report();
    Path decisions = base.folder().resolve("d.csv");
    List<String> header = List.of(file("exercice-").lines().findFirst().orElseThrow().split(";"));
    String[] cells = new String[header.size()];
    Arrays.fill(cells, "");
    cells[at(header, "numéro")] = "(PROV6)";
    cells[at(header, "date d’émission")] = "01/03/2025";
    cells[at(header, "montant TTC")] = "84";
    cells[at(header, "décision")] = "CONSERVER";
    cells[at(header, "décidé par")] = "Mme Compte";
    cells[at(header, "décidé le")] = "20/11/2026";
    Files.writeString(decisions, String.join(";", header) + "\r\n" + String.join(";", cells));

    assertThatThrownBy(
            () ->
                new InvoiceDecisions(
                        base.dataSource(), base.policy(), base.map(), TODAY, "test-operator")
                    .apply(decisions, false))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no document (PROV6) is stored");
  }

  private static int at(List<String> header, String name) {
    return header.stream().map(cell -> cell.replaceAll("[\"\uFEFF]", "")).toList().indexOf(name);
  }

  @Test
  void aCounterOfAYearStartsAtOneAndRunsThroughItsMonths() {
    policy("", "{ column: ref, written: \"FA{yyMM}-{counter}\", restarts: yearly }");
    numbers("FA2401-001", "FA2412-002", "FA2501-002", "FA2502-003", "FA2502-005");

    assertThat(report().faults())
        .containsExactly(
            "series : 1 numbers are missing, from FA25{MM}-001 to FA25{MM}-001",
            "series : 1 numbers are missing, from FA25{MM}-004 to FA25{MM}-004");
  }

  @Test
  void aCounterOfAMonthStartsAtOneEachMonth() {
    policy("", "{ column: ref, written: \"{yyyy}/{MM}/{counter}\", restarts: monthly }");
    numbers("2025/01/1", "2025/01/2", "2025/02/1", "2025/03/4");

    assertThat(report().faults())
        .containsExactly("series : 3 numbers are missing, from 2025/03/1 to 2025/03/3");
  }

  @Test
  void oneCounterCanRunOverSeveralKindsOfDocument() {
    policy("", "{ column: ref, written: \"{any}{yy}-{counter}\" }");
    numbers("FA24-7", "AV24-8", "FA25-9", "FA25-11", "AV25-9");

    assertThat(report().faults())
        .containsExactly(
            "series : number AV25-9 is there 2 times",
            "series : 1 numbers are missing, from {any}{yy}-10 to {any}{yy}-10");
  }

  @Test
  void aCounterMayStandInFrontAndANumberMayBeWrittenInSeveralWays() {
    policy("", "{ column: ref, written: [\"{counter}/{yyyy}\", \"F.{yy}-{counter}\"] }");
    numbers("0001/2024", "0003/2025", "F.25-12", "F.26-14", "Fx25-13", "F.2-1", "0009/25");

    assertThat(report().faults())
        .containsExactly(
            "series : 1 numbers are missing, from 0002/{yyyy} to 0002/{yyyy}",
            "series : 1 numbers are missing, from F.{yy}-13 to F.{yy}-13",
            "series : number 0009/25 is not written as the policy says",
            "series : number F.2-1 is not written as the policy says",
            "series : number Fx25-13 is not written as the policy says");
  }

  @Test
  void aSeriesOfItsOwnMayStartAtOne() {
    policy("", "{ column: ref, written: \"{counter}\", restarts: each-series }", "series: type");
    numbers("2", "3");

    assertThat(report().faults()).containsExactly("series 0: 1 numbers are missing, from 1 to 1");
  }

  @Test
  void twentyThousandDocumentsAreReportedWithoutWaiting() {
    int documents = 20_000;
    base.execute(
        """
        truncate facture cascade;
        insert into facture (rowid, ref, fk_soc, datef, fk_statut, total_ht, total_tva, total_ttc)
        select i, case when i %% 10 = 0 then '(PROV' || i || ')' else
            'FA' || to_char(day, 'YYMM') || '-' || lpad((i - i / 10)::text, 6, '0') end, 1, day,
          case when i %% 10 = 0 then 0 else 1 end, 10, 2, 12
        from (select i, date '2016-01-01' + i / 8 as day from generate_series(1, %1$d) i) n;
        insert into facturedet select i, i, 20, 10, 2 from generate_series(1, %1$d) i;
        delete from facturedet where rowid = 7777; delete from facture where rowid = 7777;
        analyze;
        """
            .formatted(documents));
    long before = System.nanoTime();

    assertThat(report().faults()).singleElement().asString().contains("007000");

    assertThat(System.nanoTime() - before).isLessThan(40_000_000_000L);
  }
}
