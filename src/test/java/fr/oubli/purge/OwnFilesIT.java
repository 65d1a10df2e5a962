package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.database.TestServer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** On somebody's own database, the files are theirs or the command refuses. */
class OwnFilesIT {

  private static final String DATABASE = TestServer.newDatabase();
  private static final JdbcTemplate JDBC = new JdbcTemplate(TestServer.kept(DATABASE));
  private static final String FILES = "src/test/resources/northwind/";
  private static final Map<String, String> OWN =
      Map.of("OUBLI_POLICY", FILES + "policy.yml", "OUBLI_DATAMAP", FILES + "datamap.yml");

  @TempDir private Path home;

  @BeforeAll
  static void load() {
    new ResourceDatabasePopulator(new ClassPathResource("northwind/schema.sql"))
        .execute(TestServer.superuser(DATABASE));
    JDBC.execute("grant select on all tables in schema public to " + TestServer.ROLE);
  }

  private OubliProcess run(Map<String, String> files, ExitCode code, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(TestServer.environment(DATABASE));
    environment.put("OUBLI_HOME", home.toString());
    environment.putAll(files);
    OubliProcess process = OubliProcess.here(environment, arguments);
    process.finish(code);
    return process;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain customers ANCIE",
        "request open access --received-on 2020-01-02 --email somebody@exemple.fr",
        "hold add row customers:ANCIE --reason r --owner o --review-on 2030-01-01",
        "subject-restrict --views",
        "nightly-purge --dry-run",
        "subject-export --request 1",
        "compliance-report"
      })
  void aMapThatIsNotOfTheDatabaseIsRefusedInAFewLines(String command) throws Exception {
    List<String> told = run(Map.of(), ExitCode.INVALID, command.split(" ")).errors();
    assertThat(told).hasSize(7);
    assertThat(told.subList(0, 5)).allMatch(line -> line.startsWith("jobs/datamap.yml:"));
    assertThat(told.get(5)).matches("and \\d+ more, see jobs/check");
    assertThat(told.get(6))
        .startsWith("the map in use is jobs/datamap.yml; name yours with --datamap FILE");
  }

  @Test
  void checkTellsAllOfItAndWhichMapItWas() throws Exception {
    List<String> told = run(Map.of(), ExitCode.INVALID, "check").output();
    assertThat(told).anyMatch(line -> line.startsWith(" 40. jobs/datamap.yml:"));
    assertThat(told)
        .anyMatch(line -> line.startsWith("the map in use is jobs/datamap.yml; name yours with"));
  }

  @Test
  void theEnvironmentNamesThemForEveryCommandAndTheLetterIsNobodyElses() throws Exception {
    run(
        OWN,
        ExitCode.DONE,
        "request",
        "open",
        "access",
        "--received-on",
        "2020-01-02",
        "--field",
        "customers.customer_id=ANCIE");
    run(OWN, ExitCode.DONE, "request", "suspend", "1", "--doubt", "another name");
    String[] reply = {"reply", "--request", "1", "--replies", home.resolve("replies").toString()};
    assertThat(run(OWN, ExitCode.INVALID, reply).errors())
        .containsExactly(
            "src/test/resources/northwind/datamap.yml is the map, but no controller was named, and"
                + " jobs/controller.yml is the demo's: give --controller FILE or set"
                + " OUBLI_CONTROLLER");
    assertThat(run(Map.of(), ExitCode.INVALID, reply).errors().get(0))
        .startsWith("jobs/datamap.yml:");
    assertThat(home.resolve("replies").toFile().list()).isNullOrEmpty();
  }

  @Test
  void oneOwnMapWantsOnesOwnPolicy() throws Exception {
    Map<String, String> mapAlone = Map.of("OUBLI_DATAMAP", FILES + "datamap.yml");
    assertThat(run(mapAlone, ExitCode.INVALID, "explain", "orders", "1").errors())
        .containsExactly(
            "src/test/resources/northwind/datamap.yml is the map, but no policy was named, and"
                + " jobs/policy.yml is the demo's: give --policy FILE or set OUBLI_POLICY");
  }

  @Test
  void anOptionWinsOverTheEnvironment() throws Exception {
    Path none = home.resolve("none.yml");
    Map<String, String> elsewhere = new HashMap<>(OWN);
    elsewhere.put("OUBLI_POLICY", none.toString());
    assertThat(Files.exists(none)).isFalse();
    assertThat(
            run(
                    elsewhere,
                    ExitCode.DONE,
                    "explain",
                    "customers",
                    "ANCIE",
                    "--policy",
                    FILES + "policy.yml")
                .output())
        .anyMatch(line -> line.contains("old-orders") || line.contains("customers"));
  }
}
