package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.oubli.accounting.InvoiceDecisions;
import fr.oubli.accounting.InvoiceReport;
import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.person.Phones;
import fr.oubli.evidence.LedgerVerification;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.database.TestServer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeFolders;
import fr.oubli.purge.PurgeOptions;
import fr.oubli.purge.PurgeScope;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.SubjectExport;
import fr.oubli.rights.erasure.SubjectErase;
import fr.oubli.rights.objection.SubjectObject;
import fr.oubli.rights.request.Deadlines;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.PublicHolidays;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.restriction.RestrictionRegister;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.setup.check.Check;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Each job under each role, on a server that asks for passwords. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final List<String> ROLES =
      List.of("purge", "dpo", "accountant", "auditor", "erasure");

  private final String name = TestServer.newDatabase();
  private final JdbcTemplate superuser = new JdbcTemplate(TestServer.superuser(name));
  private Path folder = Path.of("");

  private interface Job {
    void run(Database database);
  }

  @BeforeAll
  void companyWithRoles(@TempDir Path reports) throws SQLException, IOException {
    folder = reports;
    try (Database database = open(Map.of())) {
      runScript(database.dataSource(), "sql/reference/V1__business_schema.sql");
    }
    superuser.execute("revoke temporary on database " + name + " from public");
    for (int times = 0; times < 2; times++) {
      superuser.execute(Files.readString(Path.of("sql/roles.sql")));
    }
    for (String role : ROLES) {
      superuser.execute(
          "create role %s_login login password 'été %s' in role oubli_%s"
              .formatted(role, role, role));
    }
    superuser.execute(
        "insert into invoices (document_type, series, number, issued_on, customer_account,"
            + " total_excl_tax, total_tax, total_incl_tax)"
            + " values ('invoice', 'F', 1, '2020-05-06', '411', 1, 0, 1)");
    superuser.execute(
        "insert into consents (channel, granted_at) select 'email', '2019-01-01' from generate_series(1, 5)");
    // One night by the role of the night, so that there is something to read.
    purge(open("purge"), false);
    superuser.execute(
        "insert into consents (channel, granted_at) select 'email', '2019-01-01' from generate_series(1, 5)");
    superuser.execute(
        "insert into oubli.archive select 'invoices', '9', null, 'order-data',"
            + " 'accounting-documents', '2024-01-01', null, '{}', min(id) from oubli.run");
  }

  private static void runScript(DataSource source, String file) throws SQLException {
    try (var connection = source.getConnection()) {
      ScriptUtils.executeSqlScript(connection, new FileSystemResource(file));
    }
  }

  private Database open(Map<String, String> login) {
    Map<String, String> environment = new HashMap<>(TestServer.environment(name));
    environment.putAll(login);
    return Database.open(DatabaseSettings.from(environment, Path.of("target/test-home"), 6));
  }

  private Database open(String role) {
    return open(
        Map.of("OUBLI_DATABASE_USER", role + "_login", "OUBLI_DATABASE_PASSWORD", "été " + role));
  }

  private void purge(Database database, boolean dryRun) {
    try (database) {
      assertThat(
              new NightlyPurge(
                      Company.policy(),
                      Company.map(),
                      database.dataSource(),
                      Progress.silent(),
                      Clock.systemUTC(),
                      new CompliancePage())
                  .run(
                      new PurgeOptions(
                          TODAY,
                          dryRun ? PurgeScope.DRY_RUN : PurgeScope.NIGHT,
                          new PurgeFolders(
                              folder.resolve("reports"),
                              folder.resolve("recordings"),
                              folder.resolve("keys")),
                          2,
                          "roles"))
                  .code())
          .isEqualTo(ExitCode.DONE);
    }
  }

  private static RequestRegister register(Database database) {
    return new RequestRegister(
        database.dataSource(), new Deadlines(new PublicHolidays(false)), "officer");
  }

  private static long open(Database database, Right right) {
    return register(database)
        .open(
            new Letter(right, "email", "person", TODAY, "all"),
            List.of(Identity.email("a@example.fr")))
        .id();
  }

  private void request(Database database) {
    RequestRegister register = register(database);
    long id = open(database, Right.ERASURE);
    register.steps().verify(id, "call back", TODAY);
    register.steps().closeUnanswered(id, "done", TODAY);
  }

  private static void hold(Database database, Scope scope, String collection) {
    new HoldRegister(database.dataSource())
        .add(scope, collection, "1", "tax audit", "Accounts", TODAY, "roles");
  }

  private void decide(Database database) {
    String content =
        """
        série;numéro;date d'émission;montant TTC;décision;décidé par;décidé le;à revoir le
        F;1;06/05/2020;1,00;GELER;Accounts;20/11/2026;30/06/2027
        """;
    try {
      Path file = Files.writeString(folder.resolve("decisions.csv"), content);
      new InvoiceDecisions(database.dataSource(), Company.policy(), Company.map(), TODAY, "roles")
          .apply(file, false);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void destructionRecord(Database database) {
    RunFacts run = new RunReader(database.dataSource()).latest().orElseThrow();
    new DestructionRecord(
            run,
            new DestructionReader(database.dataSource()),
            ControllerFile.read(Path.of("jobs/controller.yml"), Company.map()),
            Company.policy())
        .write(folder, TODAY, CsvDialect.FRENCH);
  }

  private void compliancePage(Database database) {
    CompliancePage.write(
        ComplianceState.latest(database.dataSource(), TODAY).orElseThrow(),
        Company.policy(),
        Company.map(),
        ReportWords.Language.EN,
        folder,
        Clock.systemUTC());
  }

  private static void explain(Database database) {
    Catalog catalog = Catalog.read(database.dataSource(), Company.map());
    Eligibilities eligibilities =
        new Eligibilities(Company.policy(), Company.map(), catalog, TODAY);
    assertThat(
            new Explainer(Company.policy(), eligibilities, database.dataSource())
                .explain("invoices", "1"))
        .isNotEmpty();
  }

  private Request answerable(Database database, Right right) {
    RequestRegister register = register(database);
    long id = open(database, right);
    register.steps().verify(id, "call back", TODAY);
    return register.get(id);
  }

  private void export(Database database) {
    new SubjectExport(
            database.dataSource(),
            Company.policy(),
            Company.map(),
            ControllerFile.read(Path.of("jobs/controller.yml"), Company.map()),
            new RecordingFiles(folder.resolve("recordings")),
            folder.resolve("bundles"),
            TODAY)
        .write(answerable(database, Right.ACCESS), "secret".toCharArray());
  }

  private void object(Database database) {
    new SubjectObject(
            database.dataSource(), Company.policy(), Company.map(), folder.resolve("keys"), TODAY)
        .object(answerable(database, Right.OBJECTION), folder.resolve("reports"), "roles");
  }

  private Job job(String job) {
    return switch (job) {
      case "nightly-purge" -> database -> purge(database, false);
      case "check" ->
          database ->
              assertThat(
                      new Check(database, TODAY, "tonight", null)
                          .of(Company.policy(), Company.map())
                          .code())
                  .isEqualTo(ExitCode.DONE);
      case "dry-run" -> database -> purge(database, true);
      case "request" -> this::request;
      case "restrict" ->
          database ->
              new RestrictionRegister(database.dataSource())
                  .restrict(open(database, Right.RESTRICTION), "customers", "r", "o", TODAY);
      case "erase" ->
          database ->
              new SubjectErase(
                      database.dataSource(),
                      Company.policy(),
                      Company.map(),
                      new SubjectErase.Folders(
                          folder.resolve("recordings"),
                          folder.resolve("reports"),
                          folder.resolve("keys")),
                      TODAY,
                      "roles")
                  .erase(open(database, Right.ERASURE));
      case "explain" -> RolesIT::explain;
      case "export" -> this::export;
      case "object" -> this::object;
      case "suppression-check" ->
          database ->
              new SuppressionList(
                      database.dataSource(),
                      SuppressionKey.in(folder.resolve("keys")),
                      new Phones("FR"))
                  .of(Identity.email("nobody@example.fr"));
      case "hold-list" -> database -> new HoldRegister(database.dataSource()).inForce();
      case "invoice-report" ->
          database ->
              new InvoiceReport(
                      database.dataSource(),
                      Company.policy(),
                      Company.map(),
                      "roles",
                      CsvDialect.FRENCH,
                      TODAY)
                  .write(folder.resolve("invoices"), null);
      case "invoice-decisions" -> this::decide;
      case "hold-person" -> database -> hold(database, Scope.SUBJECT, "customers");
      case "hold-invoice" -> database -> hold(database, Scope.ROW, "invoices");
      case "verify-ledger" ->
          database ->
              assertThat(new LedgerVerification(database.dataSource()).verify(folder, "").faults())
                  .isEmpty();
      case "destruction-record" -> this::destructionRecord;
      case "compliance-report" -> this::compliancePage;
      case "request-report" ->
          database ->
              new RequestReport(new RegisterReader(database.dataSource()), TODAY)
                  .write(folder, CsvDialect.FRENCH);
      case "read-archive" ->
          database -> assertThat(count(database, "oubli.archive where row_key = '9'")).isEqualTo(1);
      case "read-invoices" -> database -> assertThat(count(database, "invoices")).isEqualTo(1);
      case "read-customers" ->
          database -> count(database, "customers where last_name is null and phone is null");
      case "read-orders" -> database -> count(database, "orders where address is null");
      case "read-who-asks" -> database -> count(database, "oubli.request_identity");
      default -> throw new IllegalArgumentException(job);
    };
  }

  private static long count(Database database, String from) {
    return Objects.requireNonNull(
        new JdbcTemplate(database.dataSource())
            .queryForObject("select count(*) from " + from, Long.class));
  }

  @ParameterizedTest
  @CsvSource({
    "nightly-purge, purge erasure",
    "dry-run, purge dpo erasure",
    "check, purge dpo erasure",
    "request, dpo erasure",
    "restrict, dpo erasure",
    "erase, erasure",
    "explain, purge dpo erasure",
    "export, dpo erasure",
    "object, erasure",
    "suppression-check, purge dpo erasure",
    "hold-list, purge dpo accountant erasure",
    "hold-person, dpo erasure",
    "hold-invoice, dpo accountant erasure",
    "verify-ledger, purge dpo auditor erasure",
    "destruction-record, purge dpo auditor erasure",
    "compliance-report, purge dpo auditor erasure",
    "request-report, purge dpo auditor erasure",
    "invoice-report, purge dpo accountant erasure",
    "invoice-decisions, accountant",
    "read-archive, purge dpo accountant erasure",
    "read-invoices, purge dpo accountant erasure",
    "read-customers, purge dpo erasure",
    "read-orders, purge dpo erasure",
    "read-who-asks, purge dpo erasure",
  })
  void aJobRunsUnderItsRolesAndFailsUnderTheOthers(String job, String allowed) {
    Set<String> ran = new TreeSet<>();
    Map<String, String> refused = new HashMap<>();
    for (String role : ROLES) {
      try (Database database = open(role)) {
        Throwable failure = catchThrowable(() -> job(job).run(database));
        if (failure == null) {
          ran.add(role);
        } else {
          refused.put(role, Failures.line(failure));
          assertThat(refused.get(role)).as(role).startsWith("SQLState 42501");
        }
      }
    }
    assertThat(ran).as("%s", refused).containsExactlyInAnyOrder(allowed.split(" "));
  }

  @Test
  void nobodyDeletesButTheNight() {
    long before =
        Objects.requireNonNull(
            superuser.queryForObject("select count(*) from consents", Long.class));
    for (String role : List.of("dpo", "accountant", "auditor")) {
      try (Database database = open(role)) {
        assertThatThrownBy(() -> purge(database, false)).isNotInstanceOf(AssertionError.class);
      }
    }
    assertThat(superuser.queryForObject("select count(*) from consents", Long.class))
        .isEqualTo(before);
  }

  @Test
  void theNightSeesWhoAsksForAnErasureThatBeganAndNobodyElse() {
    superuser.execute(
        """
        with opened as (insert into oubli.request
            (kind, channel, quality, received_on, deadline, opened_by)
          select kind, 'email', 'person', '2026-11-01', '2026-12-01', 'roles'
          from unnest(array['access', 'erasure']) kind returning id, kind),
        begun as (insert into oubli.erasure (request) select id from opened where kind = 'erasure')
        insert into oubli.request_identity select id, 'email', kind || '@example.fr' from opened
        """);
    try (Database night = open("purge")) {
      assertThat(count(night, "oubli.request_identity where value = 'erasure@example.fr'"))
          .isEqualTo(1);
      assertThat(count(night, "oubli.request_identity where value = 'access@example.fr'")).isZero();
    }
  }

  @Test
  void nobodyChangesTheLedger() {
    for (String role : ROLES) {
      try (Database database = open(role)) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        for (String change :
            List.of(
                "update oubli.ledger_entry set row_count = 1",
                "delete from oubli.seal",
                "truncate oubli.ledger_entry")) {
          assertThat(Failures.line(catchThrowable(() -> jdbc.execute(change))))
              .as(role + ": " + change)
              .startsWith("SQLState 42501");
        }
      }
    }
  }

  @Test
  void theNightSeesEveryHold() {
    try (Database officer = open("dpo")) {
      hold(officer, Scope.SUBJECT, "customers");
    }
    try (Database night = open("purge")) {
      assertThat(count(night, "oubli.hold"))
          .isEqualTo(superuser.queryForObject("select count(*) from oubli.hold", Long.class))
          .isPositive();
    }
  }
}
