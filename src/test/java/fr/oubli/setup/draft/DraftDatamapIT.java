package fr.oubli.setup.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.Reference;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Faults;
import fr.oubli.platform.database.TestServer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PolicyAgainstMap;
import fr.oubli.schema.gate.Problem;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The command on a server that knows nothing of Oubli, as its owner would type it. */
class DraftDatamapIT {

  private static final String DATABASE = TestServer.newDatabase();
  private static final DataSource SOURCE = TestServer.kept(DATABASE);
  private static final JdbcTemplate JDBC = new JdbcTemplate(SOURCE);

  private static @Nullable String plain;

  @TempDir private Path folder;

  @BeforeAll
  static void load() {
    new ResourceDatabasePopulator(
            new ClassPathResource("draft/torture.sql"),
            new ClassPathResource("draft/torture-rows.sql"))
        .execute(TestServer.superuser(DATABASE));
    // Counted now, so that the server's own housekeeping counts nothing between two drafts.
    JDBC.execute("vacuum analyze");
    JDBC.execute("grant usage on schema public, rh to " + TestServer.ROLE);
    JDBC.execute("grant select on all tables in schema public, rh to " + TestServer.ROLE);
  }

  private static OubliProcess draft(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("draft-datamap"));
    arguments.addAll(List.of(options));
    return OubliProcess.here(TestServer.environment(DATABASE), arguments.toArray(String[]::new));
  }

  private String done(String... options) throws IOException, InterruptedException {
    OubliProcess process = draft(options);
    process.finish(ExitCode.DONE);
    return String.join("\n", process.output()) + "\n";
  }

  /** The draft without any option, which several tests look at and none changes. */
  private String plain() throws IOException, InterruptedException {
    String drafted = plain;
    if (drafted == null) {
      drafted = done();
      plain = drafted;
    }
    return drafted;
  }

  private DataMap read(String yaml) throws IOException {
    return DataMapFile.read(Files.writeString(folder.resolve("map.yml"), yaml));
  }

  private static String state() {
    return JDBC.queryForList(
            """
        select md5(string_agg(concat_ws(chr(46), n.nspname, c.relname, c.relkind, c.relfilenode), ',' order by c.oid))
        from pg_class c join pg_namespace n on n.oid = c.relnamespace""",
            String.class)
        .get(0);
  }

  @Test
  void theDraftIsAMapThatTheGatesAcceptAndTheSameOnEachRun() throws Exception {
    String before = state();
    String yaml = done();
    DataMap map = read(yaml);

    assertThat(map.collections().stream().map(Collection::name))
        .contains("clients", "Order", "page_views", "salarie")
        .doesNotContain("page_views_2025", "active_clients", "import_log");
    Catalog catalog = Catalog.read(SOURCE, map);
    Path policy =
        Files.writeString(
            folder.resolve("policy.yml"),
            """
            policy: first
            zone: Europe/Paris
            phone-region: FR
            subject: { collection: clients }
            rules:
              sessions:
                cites: "sessions are kept a year"
                basis: legitimate interest
                starts: { row: sessions.started_at }
                keep: { at-most: P1Y }
                then: { sessions: delete }
            """);
    assertThat(Gates.check(SOURCE, catalog, map, PolicyFile.read(policy)))
        .extracting(Problem::line)
        .isEmpty();
    assertThat(done()).isEqualTo(yaml);
    assertThat(state()).as("nothing was created").isEqualTo(before);
  }

  @Test
  void keysIdentitiesAndReferencesAreThoseOfTheCatalogue() throws Exception {
    DataMap map = read(plain());

    assertThat(map.required("sessions").primaryKey())
        .extracting(Field::name)
        .containsExactly("session_id", "seq");
    assertThat(map.required("clients").identities("email"))
        .extracting(Field::name)
        .containsExactly("mel");
    assertThat(map.required("clients").identities("phone_number"))
        .extracting(Field::name)
        .containsExactly("tel_portable");
    assertThat(map.required("Order").field("CustomerID").orElseThrow().references())
        .containsExactly(new Reference("Customer", "CustomerID"));
    assertThat(map.required("salarie").schema()).isEqualTo("rh");
    assertThat(map.required("arret_maladie").field("matricule").orElseThrow().references())
        .containsExactly(new Reference("salarie", "matricule"));
  }

  @Test
  void whatCannotBeMappedIsNamedWithItsReason() throws Exception {
    String yaml = plain();

    assertThat(yaml)
        .contains("# DECIDE: public.import_log is not mapped: it has no primary key")
        .contains("# public.active_clients is not mapped: it is a view")
        .contains("# public.clients_par_ville is not mapped: it is a materialized view")
        .contains("# likely anchor: OrderedAt (its name, an index, ")
        .contains("# DECIDE: a query of public.person_base also finds the rows of the tables");
  }

  @Test
  void noValueOfTheSampleIsWrittenAnywhere() throws Exception {
    Path file = folder.resolve("new.yml");
    OubliProcess process = draft("--output", file.toString(), "--debug");
    process.finish(ExitCode.DONE);

    assertThat(
            JDBC.queryForObject(
                "select count(*) from clients where mel like 'zqmarker%'", Long.class))
        .isEqualTo(120);
    assertThat(process.output()).isEmpty();
    String all = Files.readString(file) + String.join("\n", process.errors());
    assertThat(all)
        .doesNotContainIgnoringCase("zqmark")
        .doesNotContain("FR1420041010050500013M02606", "4111111111111111", "10.1.2.", "06 12 ");
    assertThat(process.errors())
        .anyMatch(
            line -> line.startsWith("next: settle each DECIDE, then export OUBLI_DATAMAP=" + file));
    assertThat(process.errors())
        .anyMatch(
            line -> line.startsWith("the people are probably in clients; people are also in"));
  }

  @Test
  void withoutASampleAColumnThatSaysNothingIsLeftToAPerson() throws Exception {
    DataMap map = read(done("--no-sample", "--schema", "public"));

    assertThat(map.required("t_dat").field("c7").orElseThrow().personal()).isFalse();
    assertThat(map.required("clients").field("mel").orElseThrow().categories())
        .containsExactly("user.contact.email");
    assertThat(map.collection("salarie")).isEmpty();
  }

  @Test
  void aTableThatTheRoleCannotReadIsJudgedByItsNames() throws Exception {
    JDBC.execute("revoke select on rh.salarie from " + TestServer.ROLE);
    try {
      OubliProcess process = draft("--schema", "rh");
      process.finish(ExitCode.DONE);
      assertThat(process.errors())
          .anyMatch(line -> line.equals("rh.salarie could not be read: judged by its names alone"));
      assertThat(String.join("\n", process.output())).contains("name: email_pro, data_categories");
    } finally {
      JDBC.execute("grant select on rh.salarie to " + TestServer.ROLE);
    }
  }

  @Test
  void aPasswordOnTheCommandLineIsRefusedAndNotRepeated() throws Exception {
    OubliProcess process =
        OubliProcess.here(
            Map.of(),
            "draft-datamap",
            "--database",
            "postgresql://agent:h0rse@localhost:" + TestServer.port() + "/" + DATABASE);
    process.finish(ExitCode.INVALID);

    assertThat(process.errors())
        .containsExactly(
            "--database holds a password; move it to OUBLI_DATABASE_PASSWORD or"
                + " OUBLI_DATABASE_PASSWORD_FILE");
  }

  @Test
  void theOptionNamesTheServerAndTheEnvironmentTheSecret() throws Exception {
    Map<String, String> secret = new HashMap<>(TestServer.environment(DATABASE));
    secret.put("OUBLI_DATABASE_URL", "");
    OubliProcess process =
        OubliProcess.here(
            secret,
            "draft-datamap",
            "--database",
            "jdbc:postgresql://localhost:" + TestServer.port() + "/" + DATABASE,
            "--schema",
            "rh");
    process.finish(ExitCode.DONE);
    assertThat(process.output()).anyMatch(line -> line.contains("schema: rh"));
  }

  @Test
  void whatAPersonMayHaveWorkedOnIsNotReplacedAndAnUnknownSchemaIsNamed() throws Exception {
    Path mine = Files.writeString(folder.resolve("mine.yml"), "mine");
    OubliProcess process = draft("--output", mine.toString());
    process.finish(ExitCode.INVALID);
    assertThat(Files.readString(mine)).isEqualTo("mine");
    OubliProcess other = draft("--schema", "nowhere");
    other.finish(ExitCode.INVALID);
    assertThat(other.errors())
        .containsExactly("there is no schema nowhere to map; there are public, rh");
  }

  @Test
  void masksToBeginWithAreMasksOnceTheyAreNoComment() throws Exception {
    Path policy = folder.resolve("policy.yml");
    String map = done("--policy-skeleton", policy.toString());
    String text = Files.readString(policy);
    int masks = text.indexOf("# anonymise:");
    String decided =
        text.substring(0, masks).replace("at-most: DECIDE", "at-most: P3Y").replace("DECIDE: ", "")
            + text.substring(masks).replaceAll("(?m)^# ", "").replaceAll("DECIDE:.*", "preserve");
    Policy read = PolicyFile.read(Files.writeString(folder.resolve("masked.yml"), masked(decided)));
    assertThat(problems(read, read(map))).isEmpty();
  }

  /** What the gates have against a policy that fits the map. */
  private static List<String> problems(Policy policy, DataMap map) {
    Faults faults = new Faults();
    PolicyAgainstMap.check(policy, map, faults);
    assertThat(faults.all()).isEmpty();
    Catalog catalog = Catalog.read(SOURCE, map);
    return Gates.check(SOURCE, catalog, map, policy).stream().map(Problem::line).toList();
  }

  /** The people's own rule keeps its rows. */
  private static String masked(String policy) {
    return policy.replace("clients: delete", "clients: anonymise");
  }

  @Test
  void aPolicyToBeginWithIsRefusedUntilItsPeriodsAreDecided() throws Exception {
    Path policy = folder.resolve("policy.yml");
    String map = done("--policy-skeleton", policy.toString());
    String text = Files.readString(policy);

    assertThat(catchThrowableOfType(Refusal.class, () -> PolicyFile.read(policy)).lines())
        .isNotEmpty()
        .allMatch(line -> line.contains("DECIDE"));
    assertThat(text).contains("# anonymise:\n").doesNotContain("\nanonymise:");
    Path decided = folder.resolve("decided.yml");
    Files.writeString(
        decided, text.replace("at-most: DECIDE", "at-most: P3Y").replace("DECIDE: ", ""));
    Policy read = PolicyFile.read(decided);
    assertThat(read.rules()).extracting(Rule::name).contains("Order-OrderedAt", "clients");
    assertThat(text)
        .contains(
            "starts: { latest: [clients.cree_le, clients.derniere_connexion, documents.uploaded_on, page_views.viewed_at, sessions.started_at], per: subject }");
    assertThat(problems(read, read(map))).noneMatch(line -> line.contains("no rule ends those"));
  }

  @Test
  void anAddressThatTwoAccountsCanShareIsProposedAsWhatMakesOnePerson() throws Exception {
    Path unique = folder.resolve("unique.yml");
    done("--policy-skeleton", unique.toString());
    assertThat(Files.readString(unique)).doesNotContain("same-person-by");

    JDBC.execute("alter table clients drop constraint clients_mel_key");
    try {
      Path shared = folder.resolve("shared.yml");
      done("--policy-skeleton", shared.toString());
      assertThat(Files.readString(shared)).contains("\n# same-person-by: [email] beside it makes");
    } finally {
      JDBC.execute("alter table clients add constraint clients_mel_key unique (mel)");
    }
  }

  @Test
  void rowsThatMayGoWithThePersonAreSaidToAndCan() throws Exception {
    Path policy = folder.resolve("policy.yml");
    String map = done("--policy-skeleton", policy.toString());
    String text = Files.readString(policy);
    assertThat(text)
        .contains("  # or drop it, and let then of clients begin with: sessions: delete");

    String together =
        text.replaceAll("(?s)  # likely[^#]*?\\n  sessions-.*?(?=\\n  #)", "")
            .replaceAll("(?s)(\\n  clients:.*?then: \\{ )", "$1sessions: delete, ")
            .replace("at-most: DECIDE", "at-most: P3Y")
            .replace("DECIDE: ", "");
    Policy read = PolicyFile.read(Files.writeString(folder.resolve("together.yml"), together));
    assertThat(read.rules()).extracting(Rule::name).noneMatch(name -> name.startsWith("sessions"));
    assertThat(problems(read, read(map))).noneMatch(line -> line.contains("sessions"));
  }

  @Test
  void aControllerToBeginWithIsRefusedUntilItIsDecidedAndFitsTheDraftedMap() throws Exception {
    Path controller = folder.resolve("controller.yml");
    DataMap map = read(done("--controller-skeleton", controller.toString()));
    String text = Files.readString(controller);

    int questions = (int) text.lines().filter(line -> line.contains("DECIDE:")).count();
    assertThat(questions).isGreaterThan(10);
    assertThat(undecided(text, map)).hasSize(questions);
    assertThat(undecided(text.replace("DECIDE: ", ""), map)).hasSize(questions);
    assertThat(undecided(text.replace("DECIDE", ""), map)).hasSize(questions);
    Path decided = folder.resolve("decided-controller.yml");
    Files.writeString(
        decided,
        text.replaceAll("backups: \"[^\"]*\"", "backups: P30D")
            .replaceAll("\"DECIDE: [^\"]*\"", "\"Dupont\""));
    Controller read = ControllerFile.read(decided, map);
    assertThat(read.name()).isEqualTo("Dupont");
    assertThat(read.purposes().get(0).collections()).contains("clients", "Order");
  }

  /** What is refused as not decided, a line each. */
  private List<String> undecided(String text, DataMap map) throws IOException {
    Path file = Files.writeString(folder.resolve("undecided.yml"), text);
    List<String> lines =
        catchThrowableOfType(Refusal.class, () -> ControllerFile.read(file, map)).lines();
    assertThat(lines).allMatch(line -> line.contains("still waits for your decision (DECIDE)"));
    return lines;
  }
}
