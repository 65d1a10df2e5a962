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
 * password. Migrating takes seconds and copying a database does not: two databases are migrated
 * when the server starts, and every fixture gets a copy of one of them.
 */
final class SharedServer {

  /** The small tables of {@link Shop}. */
  static final String SHOP = "shop";

  /** The shipped tables of {@link Company}. */
  static final String COMPANY = "company";

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();
  private static final JdbcTemplate ADMIN = new JdbcTemplate(source("postgres"));

  static {
    migrate(SHOP, new ClassPathResource("shop/schema.sql"));
    migrate(COMPANY, new FileSystemResource("sql/reference/V1__business_schema.sql"));
  }

  private SharedServer() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(new File("target/test-postgresql").getAbsoluteFile())
          .setOutputRedirector(Redirect.DISCARD)
          .setErrorRedirector(Redirect.DISCARD)
          .setServerConfig("fsync", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("autovacuum", "off")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void migrate(String name, Resource tables) {
    ADMIN.execute("create database " + name);
    Map<String, String> environment =
        Map.of(
            "OUBLI_DATABASE_URL",
            "jdbc:postgresql://localhost:" + port() + "/" + name,
            "OUBLI_DATABASE_USER",
            "postgres");
    try (Database database =
        Database.open(DatabaseSettings.from(environment, Path.of("target/test-home"), 2))) {
      new ResourceDatabasePopulator(tables).execute(database.dataSource());
    }
  }

  /** A new database that is a copy of another, to which nobody may be connected. */
  static String copyOf(String database) {
    String name = "fixture_" + COUNT.incrementAndGet();
    ADMIN.execute("create database " + name + " template " + database);
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
