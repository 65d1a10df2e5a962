package fr.oubli.setup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.util.FileSystemUtils;

/** What was destroyed since a backup is destroyed again after its restore, and nothing else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {

  private final Company company = new Company();
  private final Restored restored = new Restored(company);
  private long[] people = new long[0];
  private String backup = "";
  private String after = "";
  private Path afterwards = Path.of("");

  @BeforeAll
  void aNightThenABackupThenAll() throws IOException, InterruptedException {
    people = restored.fill();
    restored.night(Restored.BACKUP_DAY);
    long objecting = restored.verified(Right.OBJECTION, "person1@example.fr");
    backup = company.backup();
    restored.night(Restored.TODAY);
    restored.done("subject-erase", restored.verified(Right.ERASURE, "person0@example.fr"));
    restored.done("subject-object", objecting);
    restored.done(
        "subject-rectify",
        restored.verified(Right.RECTIFICATION, "person2@example.fr"),
        "--values",
        restored.corrections(people[2], "Jeannette").toString());
    company
        .command(
            "hold",
            "add",
            "subject",
            "customers:" + people[2],
            "--reason",
            "court",
            "--owner",
            "Legal",
            "--review-on",
            "2099-06-30")
        .finish(ExitCode.DONE);
  }

  /** Each test begins with the database and the folders as they were when all had happened. */
  @BeforeEach
  void asItWasWhenAllHadHappened() throws IOException {
    if (after.isEmpty()) {
      after = company.backup();
      afterwards = Files.createTempDirectory("after");
      FileSystemUtils.copyRecursively(company.folder(), afterwards);
    }
    company.restore(after);
    FileSystemUtils.deleteRecursively(company.folder());
    FileSystemUtils.copyRecursively(afterwards, company.folder());
  }

  @AfterAll
  void close() throws IOException {
    FileSystemUtils.deleteRecursively(afterwards);
    company.close();
  }

  @Test
  void case21_aRestoreResurrectsNobodyAndUndoesNoObjection()
      throws IOException, InterruptedException {
    Map<String, String> before = rows();
    Map<String, String> registers = registers();

    company.restore(backup);

    assertThat(rows()).isNotEqualTo(before);
    for (String[] refused :
        List.of(
            new String[] {"nightly-purge", "--as-of", "2026-11-23"},
            new String[] {"hold", "list"},
            new String[] {"check", "--as-of", "2026-11-23"},
            new String[] {"request", "list"})) {
      OubliProcess process = company.command(refused);
      process.finish(ExitCode.REFUSED);
      List<String> told = new ArrayList<>(process.errors());
      told.addAll(process.output());
      assertThat(told).filteredOn(line -> line.contains("jobs/replay")).hasSize(1);
    }
    Map<String, String> came = rows();
    String plan = restored.look();
    assertThat(rows()).as("a look touches nothing").isEqualTo(came);
    assertThat(registers()).isEqualTo(registers);

    OubliProcess acted = restored.act(plan);
    acted.finish(ExitCode.DONE);

    assertThat(rows()).isEqualTo(before);
    assertThat(company.count("consents c, oubli.replay r where c.withdrawn_at < r.begun_at"))
        .as("the consent ended then, not now")
        .isOne();
    assertThat(company.verifyLedger().faults()).isEmpty();
    assertThat(company.count("oubli.suppression where reason = 'objection'")).isPositive();
    restored.night(Restored.TODAY);
    assertThat(rows()).as("the night finds nothing more").isEqualTo(before);
    assertThat(restored.run("replay").output())
        .containsExactly("nothing to do again: the database is as new as what is outside it");
  }

  /** As a dump of the database is loaded into one that was made anew. */
  @Test
  void case21_aDumpOfEveryTableIsReplayedInANewDatabase() throws IOException, InterruptedException {
    Map<String, String> before = rows();
    company.restore("company");
    new Shelf(company, backup).putBackEverything();
    OubliProcess refused = company.command("hold", "list");
    refused.finish(ExitCode.REFUSED);
    assertThat(refused.errors()).singleElement().asString().contains("jobs/replay");

    restored.act(restored.look()).finish(ExitCode.DONE);

    assertThat(rows()).isEqualTo(before);
    assertThat(company.verifyLedger().faults()).isEmpty();
  }

  /** Every business table; of a consent that ended the day is compared, and not the second. */
  private Map<String, String> rows() {
    Map<String, String> rows = company.rows();
    rows.put(
        "consents",
        String.valueOf(
            company.text(
                "select string_agg(concat_ws('|', id, customer_id, granted_at, withdrawn_at::date),"
                    + " ' ' order by id) from consents")));
    return rows;
  }

  /** What the registers say, but for what a replay adds to it. */
  private Map<String, String> registers() {
    return company.checksums(
        "oubli.hold", "oubli.suppression", "oubli.request_match", "oubli.request_identity");
  }

  @Test
  void aKeyThatWasGivenToSomebodyElseSinceIsNeverTouched()
      throws IOException, InterruptedException {
    company.restore(backup);
    // The shop goes on before anybody looks: the erased person's row is another person's now, and
    // a cookie of today has the key of one that went.
    company.jdbc().update("update orders set customer_id = null where customer_id = ?", people[0]);
    company
        .jdbc()
        .update(
            "update customers set email = 'new@example.fr', created_at = now(),"
                + " first_name = 'Nouvelle', phone = '+33700000000', last_name = 'Venue' where id = ?",
            people[0]);
    Long cookie =
        company
            .jdbc()
            .queryForObject("select min(id) from cookies where set_at < '2025-10-22'", Long.class);
    company.jdbc().update("update cookies set set_at = now(), value = 'new' where id = ?", cookie);

    OubliProcess acted = restored.act(restored.look());

    acted.finish(ExitCode.QUARANTINE);
    assertThat(company.count("customers where email = 'new@example.fr'")).isOne();
    assertThat(company.count("cookies where value = 'new'")).isOne();
    assertThat(String.join("\n", acted.output()))
        .contains(
            "cookies:cookies: 1 row was not touched, having the key of a row that was destroyed")
        .contains("request 2: customers: 1 row was not touched, having a key of then");
  }

  @Test
  void tablesThatAlonePutBackAreReplayedSinceTheDayOfTheirBackup()
      throws IOException, InterruptedException {
    Map<String, String> before = rows();
    Shelf shelf = new Shelf(company, backup);
    shelf.putBack("cookies");
    shelf.putBack("orders");
    assertThat(rows()).isNotEqualTo(before);
    company.command("hold", "list").finish(ExitCode.DONE);

    OubliProcess look =
        restored.run(
            "replay", "--since", LocalDate.now(ZoneOffset.UTC).toString(), "--as-of", "2026-11-23");
    look.finish(ExitCode.DONE);
    restored.act(Shop.planNamedIn(look.output())).finish(ExitCode.DONE);

    assertThat(rows()).isEqualTo(before);
    assertThat(company.verifyLedger().faults()).isEmpty();
  }

  @Test
  void withoutAJournalNothingIsBroughtBack() throws IOException, InterruptedException {
    company.restore(backup);
    Path journal = journals().get(journals().size() - 1);
    byte[] whole = Files.readAllBytes(journal);
    for (byte[] damaged :
        List.of(new byte[0], java.util.Arrays.copyOf(whole, whole.length - 7), changed(whole))) {
      Files.write(journal, damaged);
      OubliProcess refused = restored.run("replay");
      refused.finish(ExitCode.REFUSED);
      assertThat(refused.errors()).singleElement().asString().contains(journal.toString());
    }
    Files.delete(journal);
    OubliProcess refused = restored.run("replay");
    refused.finish(ExitCode.REFUSED);
    assertThat(refused.errors()).singleElement().asString().contains("is missing");
    assertThat(company.count("oubli.replay")).isZero();
    assertThat(company.count("oubli.seal")).isOne();
    Files.write(journal, whole);
    restored.act(restored.look()).finish(ExitCode.DONE);
  }

  private static byte[] changed(byte[] whole) {
    byte[] changed = whole.clone();
    changed[whole.length - 20] ^= 1;
    return changed;
  }

  private List<Path> journals() throws IOException {
    try (Stream<Path> files = Files.walk(company.reports())) {
      return files
          .filter(file -> file.getFileName().toString().matches("seal-.*\\.journal"))
          .sorted(java.util.Comparator.comparing(Path::toString))
          .toList();
    }
  }
}
