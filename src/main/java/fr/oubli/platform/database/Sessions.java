package fr.oubli.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the connections of Oubli: their names, and what their sessions are set to. */
final class Sessions {

  static final String NAME = "oubli";

  /**
   * Days are computed from UTC, never from the zone of a server or a JVM. Commits do not wait for
   * the disk: when the server crashes, the last chunks are lost together with their evidence, and
   * the next run finds their rows due again. Whatever must be on the disk turns the wait on. No
   * lock is waited for without an end.
   */
  private static final String SETTINGS =
      "set time zone 'UTC'; set jit = off; set synchronous_commit = off; set lock_timeout = '60s'";

  private Sessions() {}

  static PGSimpleDataSource plain(ServerLogin login) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(login.url());
    source.setUser(login.user());
    source.setPassword(login.password());
    return named(source);
  }

  static PGSimpleDataSource local(int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    return named(source);
  }

  private static PGSimpleDataSource named(PGSimpleDataSource source) {
    source.setApplicationName(NAME);
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(10);
    // The detail of an error quotes the row: it must not reach an exception's message.
    source.setLogServerErrorDetail(false);
    return source;
  }

  /**
   * @param path of {@link SearchPath}
   */
  static HikariDataSource pool(DataSource source, int connections, String path) {
    return lending(source, connections, settings(path));
  }

  private static String settings(String path) {
    return SearchPath.statement(path) + "; " + SETTINGS;
  }

  /** Sessions that cannot write, and that always read a table from its first block on. */
  static HikariDataSource readOnlyPool(DataSource source, int connections, String path) {
    return lending(
        source,
        connections,
        settings(path)
            + "; set default_transaction_read_only = on; set synchronize_seqscans = off");
  }

  private static HikariDataSource lending(DataSource source, int connections, String settings) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName(NAME);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setConnectionInitSql(settings);
    // The connection was tried before, with a message for people: the pool need not try again.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
