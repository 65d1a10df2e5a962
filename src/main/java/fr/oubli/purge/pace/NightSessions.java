package fr.oubli.purge.pace;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The sessions of one night, known by their processes on the server: which of them others wait for,
 * and which have to stop.
 */
public final class NightSessions extends DelegatingDataSource {

  /** One statement keeps one core busy, and leaves the others to others. */
  private static final String GENTLE = "set max_parallel_workers_per_gather = 0";

  private static final String CANCEL =
      """
      select count(pg_cancel_backend(pid)) from pg_stat_activity
      where pid = any (?::int[]) and state = 'active' and pid <> pg_backend_pid()""";

  private final boolean gentle;
  private final Set<Integer> processes = ConcurrentHashMap.newKeySet();

  /**
   * @param gentle whether a statement may keep no more than one core busy
   */
  public NightSessions(DataSource sessions, boolean gentle) {
    super(sessions);
    this.gentle = gentle;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    try {
      int process = connection.unwrap(PGConnection.class).getBackendPID();
      if (processes.add(process) && gentle) {
        set(connection);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void set(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(GENTLE);
    }
  }

  /** As an array that PostgreSQL reads. */
  String processes() {
    return "{" + String.join(",", processes.stream().map(String::valueOf).toList()) + "}";
  }

  /** Ends what they do just now; what a transaction did so far is taken back. */
  public void cancel() {
    new JdbcTemplate(obtainTargetDataSource()).query(CANCEL, row -> {}, processes());
  }
}
