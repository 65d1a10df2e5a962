package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contracts go to the archive a year after they ended and out of it after five; their files go with
 * what names them.
 */
class ArchivedFilesIT {

  private static final String ARCHIVING = "2026-11-27";
  private static final String ENDING = "2030-11-27";

  private final Foreign base = new Foreign();

  @BeforeEach
  void tables() {
    base.tables(
        """
        create table contracts (id bigint primary key, signed text, annex text, until date);
        insert into contracts values
          (1, 'signed/1.pdf', 'annex/1.pdf', '2025-06-30'),
          (2, 'signed/2.pdf', 'annex/missing.pdf', '2025-06-30'),
          (3, 'signed/3.pdf', 's3://bucket/3.pdf', '2025-06-30'),
          (4, 'signed/4.pdf', 'https://cdn/4.pdf', '2025-06-30'),
          (5, 'signed/5.pdf', 'annex/5.pdf', null),
          (6, 'signed/6.pdf', 'annex/6.pdf', '2031-06-30');
        """);
    base.map(
        new ShortMap()
            .collection("contracts", "id !", "signed #user.content", "annex #user.content", "until")
            .toString());
    policy("archive", "{ contracts: [signed, annex] }");
    for (int i = 1; i <= 6; i++) {
      base.file("signed/" + i + ".pdf");
      base.file("annex/" + i + ".pdf");
    }
    for (int i = 2; i <= 4; i++) {
      assertThat(file("annex/" + i + ".pdf").toFile().delete()).isTrue();
    }
  }

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String action, String files) {
    base.policy(
        """
        policy: contracts
        language: 2
        zone: Europe/Paris
        rules:
          closing:
            cites: "out of the way a year after the end"
            basis: contract
            starts: { end: contracts.until }
            keep: { at-most: P1Y }
            then: { contracts: %s }
          ending:
            cites: "5 years after the end"
            basis: "Code civil, art. 2224"
            starts: { end: contracts.until }
            keep: { at-most: P5Y }
            then: { contracts: delete }
        files: %s
        limits: { share-of-collection: 100%% }
        """
            .formatted(action, files));
  }

  private Path file(String path) {
    return base.recordings().resolve(path);
  }

  private String ids(String from) {
    return base.text("select string_agg(id::text, ',' order by id) from " + from);
  }

  private String archived() {
    return base.text("select string_agg(row_key, ',' order by row_key) from oubli.archive");
  }

  private String removals() {
    return base.text(
        "select string_agg(collection || ' ' || row_key || ' ' || field || ' ' || outcome, ', '"
            + " order by collection, row_key, field) from oubli.file_removal");
  }

  @Test
  void aContractThatEndedIsArchivedWithItsFilesAndOneThatRunsIsNot() {
    assertThat(base.purge(ARCHIVING).code()).isEqualTo(ExitCode.DONE);

    assertThat(ids("contracts")).isEqualTo("5,6");
    assertThat(archived()).isEqualTo("1,2,3,4");
    assertThat(file("signed/1.pdf")).exists();
    assertThat(removals()).isEqualTo("-");
    assertThat(base.purge("2030-06-30").code()).isEqualTo(ExitCode.DONE);
    assertThat(archived()).isEqualTo("1,2,3,4");
  }

  @Test
  void theEndOfTheArchiveRemovesFilesNamesMissingOnesAndStopsAtAddresses() throws IOException {
    base.purge(ARCHIVING);

    PurgeOutcome outcome = base.purge(ENDING);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(archived()).isEqualTo("3,4");
    assertThat(ids("contracts")).isEqualTo("5,6");
    assertThat(removals())
        .isEqualTo(
            "archive.contracts 1 annex removed, archive.contracts 1 signed removed,"
                + " archive.contracts 2 annex was missing, archive.contracts 2 signed removed");
    assertThat(file("annex/1.pdf")).doesNotExist();
    assertThat(file("signed/4.pdf")).exists();
    assertThat(outcome.remarks())
        .anyMatch(
            line ->
                line.startsWith("ending:archive.contracts: 2 rows stay")
                    && line.contains("refuses: 3, 4;"))
        .anyMatch(
            line ->
                line.equals(
                    "archive.contracts: 1 files of rows that went were not there: 2 (annex)"));
    assertThat(Files.readString(base.reports().resolve(ENDING).resolve("recordings-orphans.csv")))
        .contains("ligne supprimée, son fichier n’y était pas\";\"archive.contracts\";\"2\"");
    assertThat(base.text("select string_agg(e::text, '') from oubli.ledger_entry e"))
        .contains("archive.contracts")
        .doesNotContain(".pdf");
  }

  @Test
  void anAddressThatIsHandedOnWaitsAndAMendedOneLetsItsRowGo() {
    base.purge(ARCHIVING);
    policy("archive", "{ contracts: { columns: [signed, annex], schemes: { s3: handed-on } } }");

    assertThat(base.purge(ENDING).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(archived()).isEqualTo("4");
    assertThat(base.text("select row_key || ' ' || address from oubli.object_removal"))
        .isEqualTo("3 s3://bucket/3.pdf");
    assertThat(file("signed/3.pdf")).doesNotExist();

    base.execute("update oubli.archive set content = content || '{\"annex\": null}'");
    assertThat(base.purge(ENDING).code()).isEqualTo(ExitCode.DONE);
    assertThat(archived()).isEqualTo("-");
    assertThat(file("signed/4.pdf")).doesNotExist();
    assertThat(base.count("oubli.quarantine")).isZero();
  }

  /** The crash that matters: the row is gone for good and its file is still there. */
  @Test
  void stoppedBetweenTheRowAndItsFileTheNextNightFinishes() throws IOException {
    base.purge(ARCHIVING);
    Files.delete(file("signed/1.pdf"));
    base.file("signed/1.pdf/in-the-way");

    assertThat(base.purge(ENDING).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(archived()).isEqualTo("3,4");
    assertThat(
            base.text(
                "select string_agg(path, ',') from oubli.file_removal where path is not null"))
        .contains("signed/1.pdf");
    Files.delete(file("signed/1.pdf/in-the-way"));
    Files.delete(file("signed/1.pdf"));
    base.file("signed/1.pdf");

    assertThat(base.purge(ENDING).code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(file("signed/1.pdf")).doesNotExist();
    assertThat(base.count("oubli.file_removal where removed_at is null")).isZero();
    assertThat(base.count("oubli.ledger_entry where collection = 'archive.contracts'"))
        .isEqualTo(1);
  }

  @Test
  void aFileThatTheArchiveDoesNotKeepGoesWhenItsRowIsArchived() {
    policy("{ archive: [signed, until] }", "{ contracts: [signed, annex] }");

    assertThat(base.purge(ARCHIVING).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(archived()).isEqualTo("1,2");
    assertThat(file("annex/1.pdf")).doesNotExist();
    assertThat(file("signed/1.pdf")).exists();
    base.execute("update contracts set annex = null where id in (3, 4)");
    assertThat(base.purge(ENDING).code()).isEqualTo(ExitCode.DONE);
    assertThat(archived()).isEqualTo("-");
    assertThat(file("signed/1.pdf")).doesNotExist();
    assertThat(file("signed/4.pdf")).doesNotExist();
    assertThat(file("signed/5.pdf")).exists();
  }

  @Test
  void aFileThatARowStillNamesStaysWithIt() {
    base.execute("update contracts set annex = 'signed/5.pdf' where id = 1");
    base.purge(ARCHIVING);

    base.purge(ENDING);

    assertThat(file("signed/5.pdf")).exists();
    assertThat(removals()).contains("archive.contracts 1 annex shared");
  }

  /** Put there before the policy said that the column names files. */
  @Test
  void anArchivedPathThatLeavesTheFolderStopsTheNightBeforeItBegins() {
    base.purge(ARCHIVING);
    base.execute(
        "update oubli.archive set content = content || '{\"annex\": \"../1.pdf\"}' where row_key = '1'");

    assertThatThrownBy(() -> base.purge(ENDING))
        .hasMessageContaining("contracts.annex of row 1 in the archive leaves the folder of files");

    assertThat(archived()).isEqualTo("1,2,3,4");
  }

  /** The statements call a row t: its archive is the row all the same, and not that column. */
  @Test
  void aTableMayHaveAColumnOfAnyName() {
    base.execute("alter table contracts add column t text default 'T', add column k int default 7");
    base.map(base.mapText() + "          - { name: t }\n          - { name: k }\n");

    assertThat(base.purge(ARCHIVING).code()).isEqualTo(ExitCode.DONE);

    assertThat(base.text("select content from oubli.archive where row_key = '1'"))
        .contains("\"id\": 1")
        .contains("\"t\": \"T\"");
  }

  /** By another date than that which archived it, an end may not have come: it is refused. */
  @Test
  void anotherEndIsNoEndOfTheArchive() {
    base.execute("alter table contracts add column erased_on date");
    base.map(base.mapText() + "          - { name: erased_on }\n");
    base.policy(
        base.policyText()
            .replace(
                "contracts.until }\n    keep: { at-most: P5Y",
                "contracts.erased_on }\n    keep: { at-most: P5Y"));

    assertThatThrownBy(() -> base.purge(ARCHIVING))
        .hasMessageContaining(
            "contracts is archived and no rule ends its archive; add a rule that"
                + " deletes contracts by the row's date, the fiscal year or the end that archives it");
  }
}
