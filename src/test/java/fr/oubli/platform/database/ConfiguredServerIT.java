package fr.oubli.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.jdbc.core.JdbcTemplate;

class ConfiguredServerIT {

  private static DatabaseSettings settings(String database, String... changes) {
    Map<String, String> environment = new HashMap<>(TestServer.environment(database));
    for (int i = 0; i < changes.length; i += 2) {
      environment.put(changes[i], changes[i + 1]);
    }
    return DatabaseSettings.from(environment, Path.of("target/none"), 3);
  }

  private static String refusal(DatabaseSettings settings) {
    return refusal(settings, ExitCode.INVALID);
  }

  private static String refusal(DatabaseSettings settings, ExitCode code) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Database.open(settings).close());
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.lines()).singleElement().asString().doesNotContain("\n", "\r");
    return refusal.lines().get(0);
  }

  @Test
  void openingBringsTheSchemaAndOpeningAgainChangesNothing() {
    String database = TestServer.newDatabase();
    for (int i = 0; i < 2; i++) {
      try (Database open = Database.open(settings(database))) {
        JdbcTemplate jdbc = new JdbcTemplate(open.dataSource());
        assertThat(jdbc.queryForObject("select count(*) from oubli.batch_job_instance", Long.class))
            .isZero();
        assertThat(open.embedded()).isFalse();
        assertThat(open.describe())
            .isEqualTo("agent at localhost:" + TestServer.port() + "/" + database);
        assertThat(tablesIn(jdbc, "public")).isEmpty();
      }
    }
  }

  private static java.util.List<String> tablesIn(JdbcTemplate jdbc, String schema) {
    return jdbc.queryForList(
        "select tablename from pg_tables where schemaname = ?", String.class, schema);
  }

  @Test
  void sessionsAreNamedAndSet() {
    try (Database open = TestServer.open()) {
      JdbcTemplate jdbc = new JdbcTemplate(open.dataSource());
      assertThat(
              Stream.of("application_name", "TimeZone", "jit", "synchronous_commit")
                  .map(
                      name -> jdbc.queryForObject("select current_setting(?)", String.class, name)))
          .containsExactly("oubli", "UTC", "off", "off");
    }
  }

  @Test
  void anErrorDoesNotQuoteTheRow() {
    try (Database open = TestServer.open()) {
      JdbcTemplate jdbc = new JdbcTemplate(open.dataSource());
      jdbc.execute("create table public.person (email text primary key)");
      jdbc.update("insert into public.person values ('jeanne@exemple.fr')");
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> jdbc.update("insert into public.person values (?)", "jeanne@exemple.fr")))
          .hasMessageContaining("person_pkey")
          .hasMessageNotContaining("jeanne");
    }
  }

  @Test
  void twoThatOpenAtOnceBothSucceed() {
    String database = TestServer.newDatabase();
    Stream.generate(
            () -> CompletableFuture.runAsync(() -> Database.open(settings(database)).close()))
        .limit(4)
        .toList()
        .forEach(CompletableFuture::join);
  }

  @Test
  void noServerIsNamed() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String url = "postgresql://localhost:" + free + "/shop";
    assertThat(refusal(settings("shop", "OUBLI_DATABASE_URL", url), ExitCode.FAILED))
        .isEqualTo(
            "no PostgreSQL server answers at localhost:%d/shop; start it or mend OUBLI_DATABASE_URL"
                .formatted(free));
  }

  /** Whether it would write or only look, and whatever another client of the pooler has set. */
  @Test
  void aPoolerThatLendsSessionsByTheTransactionIsRefusedBeforeAnythingIsSet() throws Exception {
    String database = TestServer.newDatabase();
    try (TransactionPooler pooler = new TransactionPooler(database)) {
      String place = "localhost:" + pooler.port() + "/" + database;
      DatabaseSettings settings =
          settings(
              database,
              "OUBLI_DATABASE_URL",
              "postgresql://" + place,
              "OUBLI_DATABASE_USER",
              "postgres");
      String line =
          place
              + " is a pooler that lends sessions by the transaction, where locks and settings are"
              + " nobody's; name the PostgreSQL server behind it, or a pool of it with pool_mode ="
              + " session";
      PGSimpleDataSource other = new PGSimpleDataSource();
      other.setUrl("jdbc:postgresql://" + place + "?user=postgres");
      String[] set = {"TimeZone", "jit", "synchronous_commit", "default_transaction_read_only"};

      java.util.List<String> before = shown(other, set);
      assertThat(refusal(settings)).isEqualTo(line);
      assertThat(catchThrowableOfType(Refusal.class, () -> Database.look(settings).close()).lines())
          .containsExactly(line);
      assertThat(shown(other, set)).isEqualTo(before);
      assertThat(
              new JdbcTemplate(TestServer.superuser(database))
                  .queryForObject("select to_regnamespace('oubli') is null", Boolean.class))
          .isTrue();
    }
  }

  private static java.util.List<String> shown(PGSimpleDataSource source, String... names) {
    JdbcTemplate jdbc = new JdbcTemplate(source);
    return Stream.of(names)
        .map(name -> jdbc.queryForObject("select current_setting(?)", String.class, name))
        .toList();
  }

  @Test
  void aRoleThatMayOnlyReadByDefaultIsToldTheSetting() {
    String database = TestServer.newDatabase();
    TestServer.asSuperuser(
        "alter role agent in database " + database + " set default_transaction_read_only = on");
    assertThat(refusal(settings(database)))
        .startsWith("default_transaction_read_only is on for role agent at localhost:")
        .endsWith(
            "alter role agent in database "
                + database
                + " set default_transaction_read_only = off");
  }

  @Test
  void aMigrationThatAnotherProcessDoesForEverIsNotWaitedForForEver() throws Exception {
    String database = TestServer.newDatabase();
    String before = System.setProperty("oubli.migrations.wait", "300");
    try (java.sql.Connection other = TestServer.superuser(database).getConnection()) {
      other.createStatement().execute("select pg_advisory_lock(" + 0x6f75626c69L + ")");
      assertThat(refusal(settings(database), ExitCode.BUSY))
          .startsWith("the schema oubli is being changed by server process ")
          .contains("of role postgres")
          .endsWith("try later");
    } finally {
      System.clearProperty("oubli.migrations.wait");
      assertThat(before).isNull();
    }
  }

  @Test
  void anUnknownHostIsNamed() {
    String url = "postgresql://no.invalid/shop";
    assertThat(refusal(settings("shop", "OUBLI_DATABASE_URL", url), ExitCode.FAILED))
        .isEqualTo(
            "the host of no.invalid:5432/shop is unknown; mend OUBLI_DATABASE_URL,"
                + " or try again if its name server is down");
  }

  @Test
  void anUnknownDatabaseIsNamed() {
    assertThat(refusal(settings("nowhere"))).startsWith("no database of that name at localhost:");
  }

  @Test
  void aWrongPasswordNamesTheRoleAndThePlaceOnly() {
    assertThat(refusal(settings("postgres", "OUBLI_DATABASE_PASSWORD", "hunter2")))
        .contains("refuses the password of role agent", "localhost:" + TestServer.port())
        .doesNotContain("hunter2");
  }

  @Test
  void aMissingPasswordIsAskedFor() {
    assertThat(refusal(settings("postgres", "OUBLI_DATABASE_PASSWORD", "")))
        .contains("wants a password for role agent", "OUBLI_DATABASE_PASSWORD_FILE");
  }

  @Test
  void aRoleThatIsNotThereIsNotAskedForItsPassword() {
    // What a server says that asks nobody for a password.
    PSQLException fault =
        new PSQLException(
            new ServerErrorMessage("SFATAL\0C28000\0Mrole \"nobody\" does not exist\0"));
    ServerLogin login =
        Objects.requireNonNull(
            settings("shop", "OUBLI_DATABASE_USER", "nobody", "OUBLI_DATABASE_PASSWORD", "")
                .server());

    assertThat(ConnectionFaults.refusal(fault, login).lines().get(0))
        .endsWith("refuses role nobody: role \"nobody\" does not exist");
  }

  @Test
  void aRoleThatMayNotCreateTheSchemaIsToldWhatToGrant() {
    String database = TestServer.newDatabase();
    TestServer.asSuperuser("alter database " + database + " owner to postgres");
    assertThat(refusal(settings(database)))
        .contains("may not create the schema oubli")
        .endsWith("grant create on database " + database + " to agent");
  }

  @Test
  void aRoleThatMayNotUseTheSchemaIsToldWhatToGrant() {
    String database = TestServer.newDatabase();
    Database.open(settings(database)).close();
    TestServer.asSuperuser("create role stranger login password 'x'");
    assertThat(
            refusal(
                settings(
                    database, "OUBLI_DATABASE_USER", "stranger", "OUBLI_DATABASE_PASSWORD", "x")))
        .endsWith("grant usage, create on schema oubli to stranger");
  }

  @Test
  void anOldServerAndAStandbyAreRefused() {
    Fitness old =
        new Fitness(
            new Fitness.Server(140012, "14.12", "d", false, false),
            "r",
            new Fitness.SchemaRights(true, true, true));
    assertThat(catchThrowableOfType(Refusal.class, () -> old.refuseUnfit("h:1/d")).lines())
        .containsExactly("h:1/d is PostgreSQL 14.12; Oubli needs version 15 or newer");
    Fitness standby =
        new Fitness(
            new Fitness.Server(150000, "15.0", "d", true, false),
            "r",
            new Fitness.SchemaRights(true, true, true));
    assertThat(catchThrowableOfType(Refusal.class, () -> standby.refuseUnfit("h:1/d")).lines())
        .singleElement()
        .asString()
        .contains("is a standby");
  }
}
