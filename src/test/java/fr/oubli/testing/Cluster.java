package fr.oubli.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * A PostgreSQL server on which {@code postgres} needs no password. Migrating takes seconds and
 * copying a database does not: one is migrated when the server starts, others are made from it.
 */
public final class Cluster implements AutoCloseable {

  /** How PostgreSQL is asked to end: by the signal that means it. */
  public enum Ending {
    /** Ends every session, writes everything down. */
    FAST("INT"),
    /** As a crash: nothing is written down, the log is read at the next start. */
    AT_ONCE("QUIT");

    private final String signal;

    Ending(String signal) {
      this.signal = signal;
    }
  }

  /** A database with the schema oubli and no other table. */
  static final String BARE = "bare";

  private final AtomicInteger count = new AtomicInteger();
  private final Path data = DataFolders.fresh();
  private final boolean startsAgain;
  private final HikariDataSource sessions;
  private final JdbcTemplate admin;
  private EmbeddedPostgres server;

  /**
   * @param startsAgain whether it keeps its data when it is stopped; they go by {@link #close} then
   */
  Cluster(boolean startsAgain) {
    this.startsAgain = startsAgain;
    this.server = start(0);
    this.sessions = kept(source("postgres"));
    this.admin = new JdbcTemplate(sessions);
    migrate();
  }

  /** One session for all that is asked by it, and another after its server was away. */
  public static HikariDataSource kept(DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(1);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private EmbeddedPostgres start(int port) {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(new File("target/test-postgresql").getAbsoluteFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(!startsAgain)
              .setOutputRedirector(Redirect.DISCARD)
              .setErrorRedirector(Redirect.DISCARD)
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("autovacuum", "off")
              // A crash loses as much as it can of what did not wait for the disk.
              .setServerConfig("wal_writer_delay", "10s")
              .setServerConfig("max_wal_size", "256MB");
      return (port == 0 ? builder : builder.setPort(port)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void migrate() {
    admin.execute("create database " + BARE);
    Map<String, String> environment =
        Map.of(
            "OUBLI_DATABASE_URL",
            "jdbc:postgresql://localhost:" + port() + "/" + BARE,
            "OUBLI_DATABASE_USER",
            "postgres");
    Database.open(DatabaseSettings.from(environment, Path.of("target/test-home"), 2)).close();
  }

  /** Makes a database with business tables from the one that has none. */
  void furnish(String name, Resource... tables) {
    admin.execute("create database " + name + " template " + BARE);
    new ResourceDatabasePopulator(tables).execute(source(name));
  }

  /**
   * A new database that is a copy of another, to which nobody may be connected. To copy its files
   * costs a quarter of what it costs to log their blocks.
   */
  String copyOf(String database) {
    String name = "fixture_" + count.incrementAndGet();
    admin.execute("create database " + name + " template " + database + " strategy file_copy");
    return name;
  }

  public int port() {
    return server.getPort();
  }

  void restore(String database, String copy) {
    drop(database);
    admin.execute("create database " + database + " template " + copy + " strategy file_copy");
  }

  void drop(String database) {
    admin.execute("drop database " + database + " with (force)");
  }

  PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {port()});
    source.setDatabaseName(database);
    source.setUser("postgres");
    source.setLogServerErrorDetail(false);
    return source;
  }

  /** The server's own database, as its superuser sees it. */
  public PGSimpleDataSource administrator() {
    return source("postgres");
  }

  /** Ends the server, with all its sessions; what it stores stays. */
  public void stop(Ending ending) {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      var end = ProcessHandle.of(Long.parseLong(pid)).orElseThrow().onExit();
      new ProcessBuilder("kill", "-" + ending.signal, pid).start().waitFor();
      end.get(60, TimeUnit.SECONDS);
    } catch (IOException | java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the server did not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server stopped", e);
    }
  }

  /** Starts the server again that was stopped, on the same port. */
  public void startAgain() {
    try {
      int port = server.getPort();
      // The library keeps a lock in the folder of a server that it believes to run.
      server.close();
      server = start(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    sessions.close();
    server.close();
    org.springframework.util.FileSystemUtils.deleteRecursively(data);
  }
}
