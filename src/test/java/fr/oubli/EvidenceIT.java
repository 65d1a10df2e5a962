package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the auditor types, and what is answered to evidence that somebody changed. */
class EvidenceIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

  private final Company company = new Company();

  @BeforeEach
  void aNight() {
    night(company, NIGHT);
  }

  private static void night(Company company, LocalDate day) {
    for (int i = 0; i < 3; i++) {
      company.insert(
          "cookies", "kind", "advertising", "name", "_ga", "value", "1", "set_at", "2020-01-01");
    }
    company.purge(day);
  }

  @AfterEach
  void close() {
    company.close();
  }

  private Typed run(String... words) {
    return run(company, words);
  }

  private Typed run(Company of, String... words) {
    Map<String, String> environment = new HashMap<>(of.environment());
    environment.put("OUBLI_REPORTS", company.reports().toString());
    return Typed.run(environment, words);
  }

  private void forge(String... changes) {
    try (Connection connection = company.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (String change : changes) {
        statement.execute(change);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final List<String> CHANGES =
      List.of(
          "update oubli.run set operator = 'somebody else'",
          "update oubli.run set started_at = started_at - interval '1 day'",
          "update oubli.run set policy = 'a better one'",
          "update oubli.run set plan_hash = repeat('a', 64)",
          "update oubli.run_result set held = held + 3",
          "update oubli.ledger_entry set row_count = row_count + 1 where seq = 1");

  @Test
  void noRecordIsWrittenOfWhatTheSealDoesNotBear() {
    assertThat(run("destruction-record", "--run", "1").code()).isZero();
    String intact = company.backup();
    for (String change : CHANGES) {
      company.restore(intact);
      forge(change);

      Typed record = run("destruction-record", "--run", "1");
      Typed verified = run("verify-ledger");

      assertThat(record.code()).as(change).isEqualTo(4);
      assertThat(record.err())
          .as(change)
          .contains("no record of run 1 is written: its evidence was changed");
      assertThat(verified.code()).as(change).isEqualTo(4);
      assertThat(verified.out()).as(change).contains("NOT INTACT");
    }
  }

  @Test
  void aFolderOfSealsThatIsNotThereIsRefused() {
    Typed typed = run("verify-ledger", "--seals", company.folder().resolve("nowhere").toString());

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.lines()).hasSize(1);
    assertThat(typed.err()).contains("there is no folder", "nowhere", "--seals");
  }

  @Test
  void whereAllEvidenceIsGoneNothingIsIntact() throws IOException {
    forge(
        "delete from oubli.ledger_entry", "delete from oubli.seal",
        "delete from oubli.run_result", "delete from oubli.run");
    Typed withCopies = run("verify-ledger");
    Path empty = Files.createDirectories(company.folder().resolve("empty"));
    Typed without = run("verify-ledger", "--seals", empty.toString());

    assertThat(withCopies.code()).isEqualTo(4);
    assertThat(withCopies.out()).contains("the database has no such seal");
    assertThat(without.code()).isEqualTo(3);
    assertThat(without.out()).contains("nothing to verify").doesNotContain("intact:");
  }

  @Test
  void aKeyIsHandedOverByALastSealOfTheOneBefore() throws IOException {
    Path kept =
        Files.copy(company.keys().resolve("seal-key.pub"), company.folder().resolve("kept"));

    Typed rotated = run("seal-key", "--rotate", "yearly change");
    night(company, NIGHT.plusDays(1));
    Typed verified = run("verify-ledger", "--key", kept.toString());

    assertThat(rotated.code()).as(rotated.err()).isZero();
    assertThat(Files.readString(company.keys().resolve("seal-key.pub")))
        .isNotEqualTo(Files.readString(kept));
    assertThat(verified.code()).as(verified.out()).isZero();
    assertThat(verified.out())
        .containsPattern("key sha256:[0-9a-f]{64}: since seal 1 \\(run 1\\) of \\S+, 2 seals")
        .containsPattern("since seal 3 .*, 1 seals, handed over to by the one before");
    assertThat(
            run("verify-ledger", "--key", company.keys().resolve("seal-key.pub").toString()).code())
        .isZero();
  }

  @Test
  void aKeyThatNobodyHandedOverToIsSeenUnlessWhoeverVerifiesKeptBoth() throws IOException {
    Path kept =
        Files.copy(company.keys().resolve("seal-key.pub"), company.folder().resolve("kept"));
    Files.delete(company.keys().resolve("seal-key"));
    night(company, NIGHT.plusDays(1));
    Path now = company.keys().resolve("seal-key.pub");

    Typed alone = run("verify-ledger");
    Typed old = run("verify-ledger", "--key", kept.toString());
    Typed both = run("verify-ledger", "--key", kept.toString(), "--key", now.toString());

    assertThat(alone.code()).isEqualTo(4);
    assertThat(alone.out()).contains("seal 2 (run 2) is signed by another key than seal 1 (run 1)");
    assertThat(old.code()).isEqualTo(4);
    assertThat(old.out()).contains("seal 2 (run 2) is not signed by the key");
    assertThat(both.code()).as(both.out()).isZero();
  }

  /** A reports folder that two databases share is no reason to cry. */
  @Test
  void theSealsOfAnotherDatabaseAreKnownAsSuch() throws SQLException {
    try (Company other = new Company()) {
      try (Connection connection = other.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("set session_replication_role = replica");
        statement.execute("update oubli.identity set id = gen_random_uuid()");
      }
      other.insert(
          "cookies", "kind", "advertising", "name", "_ga", "value", "1", "set_at", "2020-01-01");
      Typed night = run(other, "nightly-purge", "--as-of", NIGHT.toString());
      assertThat(night.code()).as(night.err()).isZero();

      Typed ours = run("verify-ledger");
      Typed theirs = run(other, "verify-ledger");

      assertThat(ours.code()).as(ours.out()).isZero();
      assertThat(ours.out()).contains("intact: 1 entries", "and 1 of another database");
      assertThat(theirs.code()).as(theirs.out()).isZero();
      assertThat(theirs.out()).contains("intact: 1 entries", "and 1 of another database");
    }
  }

  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|sql)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void theStepsWithoutOubliCheckARecordAsTheyAreWritten() throws IOException, InterruptedException {
    night(company, NIGHT.plusDays(1));
    Path work = Files.createDirectories(company.folder().resolve("by-hand"));
    Path seal = company.reports().resolve(NIGHT.plusDays(1).toString()).resolve("seal-2.txt");
    StringBuilder script = new StringBuilder("set -e\n");
    Matcher block = BLOCK.matcher(Files.readString(Path.of("jobs/verify-without-oubli.md")));
    while (block.find()) {
      if (block.group(1).equals("sh")) {
        script.append(block.group(2));
      } else {
        ask(block.group(2).replace(":run", "2"), work);
      }
    }
    List<String> said = shell(script.toString(), work, seal);

    String document = Files.readString(work.resolve("document"));
    String digest = company.text("select digest from oubli.seal where run = 2");
    String root = company.text("select merkle_root from oubli.seal where run = 2");
    assertThat(said).contains("Signature Verified Successfully", digest + "  -");
    assertThat(said).filteredOn(line -> line.equals(root)).hasSize(2);
    assertThat(said).filteredOn(line -> line.endsWith(" follows")).hasSize(2);
    assertThat(said).noneMatch(line -> line.contains("DOES NOT FOLLOW"));
    assertThat(said.get(said.size() - 2)).isEqualTo(said.get(said.size() - 1) + "  -");
    assertThat(document)
        .contains("operator: test-operator\n", "as-of: 2026-11-24\n", "outcome: done\n");

    Files.writeString(seal, Files.readString(seal).replace("operator: t", "operator: x"));
    assertThat(shell(script.toString().replace("set -e\n", ""), work, seal))
        .contains("Signature Verification Failure")
        .noneMatch(line -> line.equals("Signature Verified Successfully"));
  }

  private void ask(String query, Path work) throws IOException {
    String name = query.replaceFirst("(?s)-- (\\w+)\\n.*", "$1");
    String answer = String.join("\n", company.jdbc().queryForList(query, String.class));
    Files.writeString(work.resolve(name), name.equals("digests") ? answer + "\n" : answer);
  }

  private List<String> shell(String script, Path work, Path seal)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", script).directory(work.toFile()).redirectErrorStream(true);
    builder.environment().put("SEAL", seal.toString());
    builder.environment().put("SEALS", company.reports().toString());
    builder.environment().put("KEY", company.keys().resolve("seal-key.pub").toString());
    Process process = builder.start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Objects.requireNonNull(process).waitFor();
    }
  }
}
