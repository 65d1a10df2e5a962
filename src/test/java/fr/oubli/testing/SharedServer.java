package fr.oubli.testing;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The PostgreSQL server of the fixtures, one for each JVM, on which {@code postgres} needs no
 * password. Migrating takes seconds and copying a database does not: a database is migrated when
 * the server starts, three get their business tables or none, and every fixture gets a copy of one.
 */
final class SharedServer {

  /** The small tables of {@link Shop}. */
  static final String SHOP = "shop";

  /** The shipped tables of {@link Company}. */
  static final String COMPANY = "company";

  /** No tables but those of the schema oubli, for {@link Foreign}. */
  static final String BARE = "bare";

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();
  private static final JdbcTemplate ADMIN = new JdbcTemplate(source("postgres"));

  static {
    migrate(BARE);
    furnish(SHOP, new ClassPathResource("shop/schema.sql"));
    furnish(COMPANY, new FileSystemResource("sql/reference/V1__business_schema.sql"));
    new JdbcTemplate(source(BARE)).execute("drop schema public cascade; create schema public");
  }

  private SharedServer() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(new File("target/test-postgresql").getAbsoluteFile())
          .setDataDirectory(DataFolders.fresh())
          .setOutputRedirector(Redirect.DISCARD)
          .setErrorRedirector(Redirect.DISCARD)
          .setServerConfig("fsync", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("autovacuum", "off")
          .setServerConfig("max_wal_size", "256MB")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void migrate(String name) {
    ADMIN.execute("create database " + name);
    Map<String, String> environment =
        Map.of(
            "OUBLI_DATABASE_URL",
            "jdbc:postgresql://localhost:" + port() + "/" + name,
            "OUBLI_DATABASE_USER",
            "postgres");
    Database.open(DatabaseSettings.from(environment, Path.of("target/test-home"), 2)).close();
  }

  private static void furnish(String name, Resource tables) {
    ADMIN.execute("create database " + name + " template " + BARE);
    new ResourceDatabasePopulator(tables).execute(source(name));
  }

  /**
   * A new database that is a copy of another, to which nobody may be connected. To copy its files
   * costs a quarter of what it costs to log their blocks.
   */
  static String copyOf(String database) {
    String name = "fixture_" + COUNT.incrementAndGet();
    ADMIN.execute("create database " + name + " template " + database + " strategy file_copy");
    return name;
  }

  /** A new database without any table or schema. */
  static String empty() {
    return copyOf("template0");
  }

  static int port() {
    return SERVER.getPort();
  }

  static void drop(String database) {
    ADMIN.execute("drop database " + database + " with (force)");
  }

  static PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {port()});
    source.setDatabaseName(database);
    source.setUser("postgres");
    source.setLogServerErrorDetail(false);
    return source;
  }
}
