package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.database.TestServer;
import fr.oubli.setup.demo.DemoData;
import fr.oubli.setup.demo.DemoSettings;
import fr.oubli.testing.AnswerSchema;
import fr.oubli.testing.BusinessTables;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every command that reads answers a program, on the demo: as the schema describes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

  /** What is typed, which answer it is, and with which code it ends. */
  private static final String COMMANDS =
      """
      check --as-of 2026-11-23 | check | 0
      nightly-purge --as-of 2026-11-23 --dry-run --list {folder}/rows.csv | nightly-purge-plan | 3
      explain customers 42 | explain | 0
      explain {quarantined} | explain | 0
      explain orders 1 | explain | 0
      explain --sql cookies --analyze | explain-sql | 0
      hold list | hold-list | 0
      object-removals list | object-removals-list | 0
      request list --as-of 2026-11-23 | request-list | 0
      request list --as-of 2027-03-01 | request-list | 3
      request show 2 | request-show | 0
      request match 1 --rows | request-match | 0
      request match 1 --of customers | request-match | 0
      suppression check {folder}/mailing.txt | suppression-check | 0
      suppression check {folder}/calls.txt --channel phone --as-of 2026-11-23 | suppression-check-calls | 3
      suppression export {folder}/mailer.csv --for mailer | suppression-export | 0
      suppression export {folder}/mailing.txt --for mailer | error | 2
      suppression import {folder}/mailing.txt --for mailer --channel email | suppression-import | 0
      transfer-notice list | transfer-notice-list | 0
      transfer-notice show 1 | transfer-notice-show | 0
      transfer-export 1 --out {folder}/gone --as-of 2027-01-15 | transfer-export | 0
      transfer-export 1 --out {folder}/early --as-of 2026-11-24 | error | 4
      policy-version list | policy-version-list | 0
      transfer-notice show 9 | error | 2
      pseudonym-key | pseudonym-key | 0
      seal-key | seal-key | 0
      compliance-report --as-of 2026-11-24 | compliance-report | 3
      inactivity-notice --output {folder}/asked.csv --as-of 2026-11-23 | inactivity-notice | 0
      inactivity-notice --output {folder}/mailing.txt --as-of 2026-11-23 | error | 2
      request-report --as-of 2026-11-23 | request-report | 0
      calendar | calendar | 0
      destruction-record --run 1 | destruction-record | 0
      processing-register | processing-register | 0
      privacy-notice | privacy-notice | 0
      privacy-notice --published {folder}/published.txt | privacy-notice | 3
      verify-ledger | verify-ledger | 0
      invoice-report --as-of 2026-11-23 | invoice-report | 0 3
      nightly-purge --as-of 2999-01-01 | error | 2
      explain customers 0 | error | 2
      explain nowhere 1 | error | 2
      request show 99 | error | 2
      seal-key --rotate why | error | 2
      pseudonym-key --destroy why | error | 2
      verify-ledger --seals {folder}/nothing | error | 2
      hold list --datamap {folder}/mailing.txt --as-of 1 | error | 2
      check --rule nothing | error | 2
      """;

  private static final Pattern EMAIL = Pattern.compile("[\\w.%+-]+@[\\w.-]+");

  private final AnswerSchema schema = new AnswerSchema();
  private final String name = TestServer.newDatabase();
  private Path folder = Path.of("");
  private String quarantined = "";

  @BeforeAll
  void theDemoAfterANight(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Files.createDirectories(folder.resolve("recordings"));
    try (Database database =
        Database.open(DatabaseSettings.from(TestServer.environment(name), folder, 2))) {
      load();
    }
    Files.writeString(folder.resolve("mailing.txt"), "personne@exemple.fr\n");
    Files.writeString(folder.resolve("calls.txt"), "+33 6 99 99 99 99\n");
    Files.writeString(
        folder.resolve("published.txt"), "Nous gardons vos commandes pendant trois ans.\n");
    OubliProcess night = run("nightly-purge --json --as-of " + NIGHT);
    assertThat(night.code()).isEqualTo(3);
    valid("nightly-purge", night);
    quarantined =
        String.valueOf(
            new JdbcTemplate(TestServer.superuser(name))
                .queryForObject(
                    "select min(collection || ' ' || row_key) from oubli.quarantine",
                    String.class));
    new JdbcTemplate(TestServer.superuser(name))
        .execute(
            "insert into oubli.object_removal (run, collection, row_key, field, address)"
                + " values (1, 'recordings', '7', 'file_path', 's3://bucket/7')");
    done("hold add subject customers:42 --reason r --owner o --review-on 2999-06-30");
    done("hold add collection cookies --reason r --owner o --review-on 2999-06-30");
    String told = "transfer-notice --to Azur --on 2027-01-15 --replies {folder} --as-of ";
    done(told + NIGHT);
    done("policy-version add v2 --text {folder}/published.txt --from 2026-11-01 --changed tout");
    done("request open access --received-on 2026-11-20 --email partage.b@exemple.fr");
    done("request open access --received-on 2026-11-21 --email partage.b@exemple.fr");
  }

  private void load() throws SQLException {
    try (Connection connection = TestServer.superuser(name).getConnection()) {
      for (Resource script : BusinessTables.scripts()) {
        ScriptUtils.executeSqlScript(connection, script);
      }
    }
    DemoData.load(
        TestServer.superuser(name),
        new DemoSettings(100, 7, NIGHT, false, folder.resolve("recordings")));
    new JdbcTemplate(TestServer.superuser(name))
        .execute("grant all on all tables in schema public to " + TestServer.ROLE);
  }

  private void done(String line) throws Exception {
    OubliProcess process = run(line);
    assertThat(process.code()).as("%s %s", line, process.errors()).isZero();
  }

  private OubliProcess run(String line) throws IOException {
    Map<String, String> environment = new HashMap<>(TestServer.environment(name));
    environment.put("OUBLI_HOME", folder.resolve("home").toString());
    environment.put("OUBLI_REPORTS", folder.resolve("reports").toString());
    environment.put("OUBLI_RECORDINGS", folder.resolve("recordings").toString());
    List<String> words = new ArrayList<>();
    for (String word : line.replace("{quarantined}", quarantined).split(" ", -1)) {
      words.add(word.replace("{folder}", folder.toString()));
    }
    return OubliProcess.here(environment, words.toArray(String[]::new));
  }

  /** One document that the schema describes as this answer and as no other. */
  private JsonNode valid(String answer, OubliProcess process) throws Exception {
    assertThat(process.output()).as("%s", process.errors()).hasSize(1);
    String document = process.output().get(0);
    assertThat(schema.errors(answer, document)).as(document).isEmpty();
    assertThat(schema.errors(document)).as(document).isEmpty();
    JsonNode read = JsonMapper.shared().readTree(document);
    assertThat(read.get("exit").asInt()).isEqualTo(process.code());
    return read;
  }

  static Stream<String> commands() {
    return COMMANDS.lines();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anAnswerIsOneDocumentAsTheSchemaDescribesIt(String line) throws Exception {
    String[] parts = line.split(" \\| ", -1);

    OubliProcess answered = run(parts[0] + " --json");

    JsonNode document = valid(parts[1], answered);
    assertThat(parts[2].split(" ", -1)).contains("" + answered.code());
    if (!parts[1].equals("error")) {
      if (!parts[1].startsWith("nightly-purge")) {
        assertThat(answered.errors()).as(line).isEmpty();
      }
      assertThat(parts[0]).startsWith(document.get("command").asString());
    }
  }

  @Test
  void everyAnswerOfTheSchemaIsTried() {
    Set<String> tried = new TreeSet<>(Set.of("nightly-purge"));
    commands().forEach(line -> tried.add(line.split(" \\| ", -1)[1]));

    assertThat(tried).containsExactlyInAnyOrderElementsOf(schema.answers());
  }

  @Test
  void aPersonIsNamedOnlyWhereTheTerminalNamesThemToo() throws Exception {
    for (String line :
        List.of(
            "request list --as-of 2026-11-23",
            "request show 1",
            "request match 1 --rows",
            "explain customers 42",
            "hold list")) {
      OubliProcess plain = run(line);
      OubliProcess answered = run(line + " --json");

      assertThat(emails(plain)).as(line).containsAll(emails(answered));
      assertThat(answered.code()).as(line).isEqualTo(plain.code());
    }
  }

  private static Set<String> emails(OubliProcess process) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher email = EMAIL.matcher(String.join("\n", process.output()));
    while (email.find()) {
      found.add(email.group());
    }
    return found;
  }

  @Test
  void figuresAreThoseOfTheTables() throws Exception {
    JsonNode plan =
        valid("nightly-purge-plan", run("nightly-purge --dry-run --as-of 2027-11-23 --json"));
    String printed = String.join("\n", run("nightly-purge --dry-run --as-of 2027-11-23").output());
    long due =
        plan.get("lines")
            .valueStream()
            .mapToLong(each -> each.get("counts").get("due").asLong())
            .sum();

    assertThat(due).isPositive();
    assertThat(printed).contains(plan.get("plan").asString());
    for (JsonNode line : plan.get("lines")) {
      if (line.get("counts").get("due").asLong() > 0) {
        assertThat(printed)
            .containsPattern(
                Pattern.quote(line.get("rule").asString())
                    + " +"
                    + line.get("collection").asString()
                    + " .* "
                    + line.get("counts").get("due").asLong()
                    + "( |$)");
      }
    }
  }
}
