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

/** One PostgreSQL server per JVM, whose databases are copies of one that was migrated once. */
final class ShopServer {

  private static final String TEMPLATE = "shop";
  private static final String REFERENCE = "company";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();
  private static final JdbcTemplate ADMIN = new JdbcTemplate(source("postgres"));

  static {
    create(TEMPLATE, new ClassPathResource("shop/schema.sql"));
    create(REFERENCE, new FileSystemResource("sql/reference/V1__business_schema.sql"));
  }

  private ShopServer() {}

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

  private static void create(String name, Resource tables) {
    ADMIN.execute("create database " + name);
    Map<String, String> environment =
        Map.of(
            "OUBLI_DATABASE_URL",
            "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name,
            "OUBLI_DATABASE_USER",
            "postgres");
    try (Database database =
        Database.open(DatabaseSettings.from(environment, Path.of("target/test-home"), 2))) {
      new ResourceDatabasePopulator(tables).execute(database.dataSource());
    }
  }

  /** The name of a new copy. */
  static String copy() {
    String name = "shop_" + COUNT.incrementAndGet();
    ADMIN.execute("create database " + name + " template " + TEMPLATE);
    return name;
  }

  /** The name of a new copy of the reference tables, empty. */
  static String copyOfReference() {
    return copyOf(REFERENCE);
  }

  /** The name of a new copy of a database that nobody is connected to. */
  static String copyOf(String database) {
    String name = "shop_" + COUNT.incrementAndGet();
    ADMIN.execute("create database " + name + " template " + database);
    return name;
  }

  static void drop(String database) {
    ADMIN.execute("drop database " + database + " with (force)");
  }

  static PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {SERVER.getPort()});
    source.setDatabaseName(database);
    source.setUser("postgres");
    source.setLogServerErrorDetail(false);
    return source;
  }
}
