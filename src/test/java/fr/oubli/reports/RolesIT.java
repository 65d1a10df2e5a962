package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.database.TestServer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeFolders;
import fr.oubli.purge.PurgeOptions;
import fr.oubli.purge.PurgeScope;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.testing.BusinessTables;
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
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** What each role sees and changes, on a server that asks for passwords. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final List<String> ROLES =
      List.of("purge", "dpo", "accountant", "auditor", "erasure");

  private final String name = TestServer.newDatabase();
  private final JdbcTemplate superuser = new JdbcTemplate(TestServer.kept(name));
  private Path folder = Path.of("");

  private interface Job {
    void run(Database database);
  }

  @BeforeAll
  void companyWithRoles(@TempDir Path reports) throws SQLException, IOException {
    folder = reports;
    try (Database database = open(Map.of())) {
      for (Resource script : BusinessTables.scripts()) {
        runScript(database.dataSource(), script);
      }
    }
    superuser.execute("revoke temporary on database " + name + " from public");
    for (int times = 0; times < 2; times++) {
      TestServer.execute(name, Files.readString(Path.of("sql/roles.sql")));
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

  private static void runScript(DataSource source, Resource script) throws SQLException {
    try (var connection = source.getConnection()) {
      connection.createStatement().execute("set search_path = public");
      ScriptUtils.executeSqlScript(connection, script);
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

  private static void hold(Database database, Scope scope, String collection) {
    new HoldRegister(database.dataSource())
        .add(scope, collection, "1", "tax audit", "Accounts", TODAY, "roles");
  }

  private Job job(String job) {
    return switch (job) {
      case "read-archive" ->
          database -> assertThat(count(database, "oubli.archive where row_key = '9'")).isEqualTo(1);
      case "read-invoices" ->
          database -> assertThat(count(database, "public.invoices")).isEqualTo(1);
      case "read-customers" ->
          database -> count(database, "public.customers where last_name is null and phone is null");
      case "read-orders" -> database -> count(database, "public.orders where address is null");
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
    "read-archive, purge dpo accountant erasure",
    "read-invoices, purge dpo accountant erasure",
    "read-customers, purge dpo erasure",
    "read-orders, purge dpo erasure",
    "read-who-asks, purge dpo erasure",
  })
  void whatARoleMayReadTheOthersMayNot(String job, String allowed) {
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
  void theNightEndsWhatARequestKnowsWithoutSeeingIt() {
    superuser.execute(
        """
        with ended as (insert into oubli.request
            (kind, channel, quality, received_on, deadline, opened_by, state, ended_on, outcome)
          values ('access', 'email', 'person', '2020-11-01', '2020-12-01', 'roles', 'closed',
            '2020-11-02', 'told ended@example.fr') returning id)
        insert into oubli.request_identity select id, 'email', 'ended@example.fr' from ended
        """);
    try (Database night = open("purge")) {
      assertThat(count(night, "oubli.request_identity where value = 'ended@example.fr'")).isZero();
      assertThat(count(night, "oubli.still_knows(-1, '{ended@example.fr}', '{}', '{}')"))
          .isEqualTo(2);
      assertThat(
              new JdbcTemplate(night.dataSource())
                  .queryForObject("select oubli.end_requests(?, 'P3Y')", Long.class, TODAY))
          .isEqualTo(1);
      assertThat(count(night, "oubli.still_knows(-1, '{ended@example.fr}', '{}', '{}')")).isZero();
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

  /** Variants of one kind: what a role needs for its job gives it no hold on what others do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "purge | insert into oubli.erasure (request) select min(id) from oubli.request",
        "purge | insert into oubli.ledger_entry select * from oubli.ledger_entry limit 1",
        "purge | insert into oubli.request_event (request, operator, step) select min(id), 'x', 'x' from oubli.request",
        "purge | insert into oubli.request_match (request, collection, row_key, found_by, state) select min(id), 'customers', '1', 'x', 'confirmed' from oubli.request",
        "purge | insert into oubli.suppression (kind, digest, reason) values ('email', 'x', 'objection')",
        "purge | select identity_means from oubli.request",
        "purge | update oubli.run set operator = 'x'",
        "purge | update oubli.plan set made_by = 'x'",
        "purge | select oubli.append_entry(min(id), 'r', 'p', 'c', 'delete', '2026-01-01', '{1}', 1) from oubli.run",
        "purge | insert into oubli.seal select 99, 99, first_seq, last_seq, entries, row_count, merkle_root, previous_seal, sealed_at, document, 'x', signature, public_key from oubli.seal limit 1",
        "purge | select words from oubli.request_note",
        "purge | delete from oubli.kept_file",
        "purge | select oubli.forget_request(min(id), '2026-01-01', true) from oubli.request",
        "purge | select oubli.forget_earlier(-1, '2026-01-01', '{email}', 'customers')",
        "purge | select oubli.end_file(-1, 'x', 'removed')",
        "dpo | select oubli.end_requests('2026-01-01', 'P1D')",
        "dpo | update oubli.request_note set words = 'x'",
        "auditor | select * from oubli.still_knows(1, '{}', '{}', '{}')",
        "dpo | select oubli.append_entry(1, 'r', 'p', 'c', 'delete', '2026-01-01', '{1}', 1)",
        "accountant | insert into oubli.document_approval (collection, row_key, approved_by, approved_on, entered_by) values ('customers', '1', 'x', '2026-01-01', 'x')",
        "accountant | delete from oubli.batch_job_instance",
        "accountant | insert into oubli.batch_job_instance (job_instance_id, version, job_name, job_key) values (9999, 0, 'nightly-purge', 'x')",
        "auditor | select approved_by from oubli.hold",
        "auditor | select row_key from oubli.quarantine",
      })
  void leastMeansLeast(String role, String statement) {
    superuser.execute(
        "insert into oubli.request (kind, channel, quality, received_on, deadline, opened_by)"
            + " values ('access', 'email', 'person', '2026-11-01', '2026-12-01', 'roles')");
    try (Database database = open(role)) {
      assertThat(
              Failures.line(
                  catchThrowable(() -> new JdbcTemplate(database.dataSource()).execute(statement))))
          .containsPattern("^SQLState (42501|42703)");
    }
  }

  @Test
  void accountantsSeeNoOtherJobs() {
    try (Database database = open("accountant")) {
      assertThat(count(database, "oubli.batch_job_instance where job_name <> 'invoice-report'"))
          .isZero();
      assertThat(count(database, "oubli.batch_step_execution_context")).isZero();
    }
    assertThat(
            superuser.queryForObject("select count(*) from oubli.batch_job_instance", Long.class))
        .isPositive();
  }
}
