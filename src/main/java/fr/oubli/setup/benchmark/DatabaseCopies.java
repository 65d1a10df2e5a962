package fr.oubli.setup.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.schema.catalog.SqlName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Copies of a database on the benchmark's own server, so that two ways start from the same rows. A
 * copy is one of files, and takes seconds where filling it takes minutes.
 */
final class DatabaseCopies implements AutoCloseable {

  private static final int CONNECTIONS = 12;

  private final JdbcTemplate server;
  private final String first;
  private final Map<String, HikariDataSource> open = new HashMap<>();

  DatabaseCopies(DataSource source) {
    String filled =
        Objects.requireNonNull(
            new JdbcTemplate(source).queryForObject("select current_database()", String.class));
    this.first = filled;
    PGSimpleDataSource other = at(source, "template1");
    this.server = new JdbcTemplate(other);
  }

  private static PGSimpleDataSource at(DataSource source, String database) {
    JdbcTemplate jdbc = new JdbcTemplate(source);
    PGSimpleDataSource other = new PGSimpleDataSource();
    other.setServerNames(new String[] {"localhost"});
    other.setPortNumbers(
        new int[] {
          Objects.requireNonNull(
              jdbc.queryForObject("select current_setting('port')::int", Integer.class))
        });
    other.setUser(jdbc.queryForObject("select current_user", String.class));
    other.setDatabaseName(database);
    return other;
  }

  /** A copy of the database that the benchmark was opened on. */
  DataSource copyOfFirst(String name) {
    return copyOf(first, name);
  }

  DataSource copyOf(String original, String name) {
    HikariDataSource used = open.remove(original);
    if (used != null) {
      used.close();
    }
    server.queryForList(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", original);
    server.execute(
        "create database "
            + SqlName.quote(name)
            + " template "
            + SqlName.quote(original)
            + " strategy file_copy");
    return source(name);
  }

  private HikariDataSource source(String name) {
    return open.computeIfAbsent(
        name,
        database -> {
          HikariDataSource pool = new HikariDataSource();
          pool.setDataSource(at(Objects.requireNonNull(server.getDataSource()), database));
          pool.setMaximumPoolSize(CONNECTIONS);
          pool.setMinimumIdle(0);
          pool.setConnectionInitSql("set timezone = 'UTC'");
          return pool;
        });
  }

  /**
   * @throws IllegalStateException where a table of the company differs between two copies
   */
  void refuseDifference(String one, String other) {
    List<String> tables =
        new JdbcTemplate(source(one))
            .queryForList(
                "select tablename from pg_tables where schemaname = 'public' order by 1",
                String.class);
    for (String table : tables) {
      if (!sum(one, table).equals(sum(other, table))) {
        throw new IllegalStateException(
            "%s differs between %s and %s: nothing was measured".formatted(table, one, other));
      }
    }
  }

  private String sum(String database, String table) {
    return Objects.requireNonNull(
        new JdbcTemplate(source(database))
            .queryForObject(
                "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)"
                    + " from public."
                    + SqlName.quote(table)
                    + " t",
                String.class));
  }

  void drop(String... names) {
    for (String name : names) {
      HikariDataSource used = open.remove(name);
      if (used != null) {
        used.close();
      }
      server.execute("drop database if exists " + SqlName.quote(name) + " with (force)");
    }
  }

  @Override
  public void close() {
    open.values().forEach(HikariDataSource::close);
  }
}
