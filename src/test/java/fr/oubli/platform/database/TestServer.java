package fr.oubli.platform.database;

import fr.oubli.testing.Cluster;
import fr.oubli.testing.DataFolders;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The PostgreSQL server on which connections are tried, one for each JVM. Unlike the server of
 * {@code fr.oubli.testing}, it asks every role but its superuser for a password, and its databases
 * are empty: Oubli makes its schema there when it first opens them.
 */
public final class TestServer {

  public static final String ROLE = "agent";
  public static final String PASSWORD = "s3cret-été";

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private TestServer() {}

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(new File("target/test-postgresql").getAbsoluteFile())
              .setDataDirectory(DataFolders.fresh())
              .setOutputRedirector(Redirect.DISCARD)
              .setErrorRedirector(Redirect.DISCARD)
              // What makes a password slow to guess is most of what a connection costs.
              .setServerConfig("scram_iterations", "1")
              .setServerConfig("autovacuum", "off")
              .setDataDirectoryCustomizer(TestServer::wantPasswords)
              .start();
      run(server, "create role " + ROLE + " login password '" + PASSWORD + "'");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void wantPasswords(File data) {
    try {
      Files.writeString(
          data.toPath().resolve("pg_hba.conf"),
          "host all postgres all trust\nhost all all all scram-sha-256\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Runs a statement as the superuser, in the server's own database. */
  public static void asSuperuser(String sql) {
    run(SERVER, sql);
  }

  public static int port() {
    return SERVER.getPort();
  }

  /** A database of this server, as its superuser sees it. */
  public static PGSimpleDataSource superuser(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {port()});
    source.setDatabaseName(database);
    source.setUser("postgres");
    return source;
  }

  /** The same, by one session that is kept: for who asks often, and sets nothing. */
  public static DataSource kept(String database) {
    return Cluster.kept(superuser(database));
  }

  /** Runs a script of the product's in a session of its own, which it may set as it likes. */
  public static void execute(String database, String script) {
    new JdbcTemplate(superuser(database)).execute(script);
  }

  /** The name of a new, empty database that {@link #ROLE} owns. */
  public static String newDatabase() {
    String name = "test_" + COUNT.incrementAndGet();
    asSuperuser("create database " + name + " owner " + ROLE);
    return name;
  }

  /** The variables of the environment that lead to a database. */
  public static Map<String, String> environment(String database) {
    return Map.of(
        "OUBLI_DATABASE_URL",
        "jdbc:postgresql://localhost:" + port() + "/" + database,
        "OUBLI_DATABASE_USER",
        ROLE,
        "OUBLI_DATABASE_PASSWORD",
        PASSWORD);
  }

  /** A new database, opened as a command would. */
  public static Database open() {
    return Database.open(
        DatabaseSettings.from(environment(newDatabase()), Path.of("target/test-home"), 8));
  }
}
