package fr.oubli.platform.console;

import fr.oubli.platform.database.ConnectionLost;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Lets one run at a time change the database. The lock lives as long as the connection that holds
 * it: the server frees it when the process dies.
 */
public final class RunLock implements AutoCloseable {

  /** The lock of whatever changes business rows by the policy: the purge, an erasure. */
  public static final String CHANGES = "nightly-purge";

  /** Marks the lock as Oubli's among all advisory locks. */
  private static final int NAMESPACE = 0x4f75626c;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Connection connection;
  private final int key;
  private long seen = System.nanoTime();

  private RunLock(Connection connection, int key) {
    this.connection = connection;
    this.key = key;
  }

  /**
   * @throws Refusal when another run holds it
   */
  public static RunLock acquire(DataSource dataSource, String name) {
    try {
      Connection connection = dataSource.getConnection();
      RunLock lock = new RunLock(connection, name.hashCode());
      try {
        lock.lockOrRefuse();
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      return lock;
    } catch (SQLException e) {
      throw new IllegalStateException("the run lock could not be asked for", e);
    }
  }

  private void lockOrRefuse() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?, ?) as taken")) {
      statement.setInt(1, NAMESPACE);
      statement.setInt(2, key);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (!row.getBoolean("taken")) {
          throw new Refusal(ExitCode.BUSY, "another run is under way" + holder() + "; try later");
        }
      }
    }
    // A server that ends idle sessions would free the lock under a long run.
    set("set idle_session_timeout = 0");
  }

  private String holder() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select a.pid, a.application_name, a.usename,
                   to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as since
              from pg_locks l join pg_stat_activity a on a.pid = l.pid
             where l.locktype = 'advisory' and l.granted and l.objsubid = 2
               and l.database = (select oid from pg_database where datname = current_database())
               and l.classid::bigint = ? and l.objid::bigint = ?
            """)) {
      statement.setLong(1, Integer.toUnsignedLong(NAMESPACE));
      statement.setLong(2, Integer.toUnsignedLong(key));
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? ": %s of role %s, server process %d, connected since %s UTC"
                .formatted(
                    row.getString("application_name"),
                    row.getString("usename"),
                    row.getInt("pid"),
                    row.getString("since"))
            : "";
      }
    }
  }

  /**
   * Whoever changes rows asks from time to time whether the lock is still theirs: with its
   * connection it is gone, and another run may have begun.
   *
   * @throws ConnectionLost when it is gone
   */
  public synchronized void refuseLost() {
    try {
      set("select 1");
    } catch (SQLException e) {
      throw new ConnectionLost("the connection that holds the run lock was lost", e);
    }
    seen = System.nanoTime();
  }

  /** The same, once a second at most. */
  public synchronized void refuseLostNowAndThen() {
    if (System.nanoTime() - seen > LOOK_AGAIN.toNanos()) {
      refuseLost();
    }
  }

  private void set(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    try (Connection closing = connection;
        PreparedStatement statement = closing.prepareStatement("select pg_advisory_unlock(?, ?)")) {
      statement.setInt(1, NAMESPACE);
      statement.setInt(2, key);
      statement.execute();
      set("reset idle_session_timeout");
    } catch (SQLException e) {
      // The connection is gone, and the lock with it.
      return;
    }
  }
}
