package fr.oubli.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lends the sessions that were opened to ask the server about itself before it opens others: to
 * begin a session costs as much as all that a small command asks.
 */
final class OpenedSessions extends DelegatingDataSource implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("oubli");
  private static final int SECONDS = 2;

  private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();

  OpenedSessions(DataSource source) {
    super(source);
  }

  /** Opens a session that is lent later; until then the caller may ask by it. */
  Connection open() throws SQLException {
    Connection connection = super.getConnection();
    opened.add(connection);
    return connection;
  }

  @Override
  public Connection getConnection() throws SQLException {
    for (Connection next = opened.poll(); next != null; next = opened.poll()) {
      // It may have waited for as long as a night takes, and its server may have been away.
      if (next.isValid(SECONDS)) {
        return next;
      }
      end(next);
    }
    return super.getConnection();
  }

  /** Ends those that nobody was lent. */
  @Override
  public void close() {
    opened.forEach(OpenedSessions::end);
    opened.clear();
  }

  private static void end(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The server has ended it before us.
      LOG.debug("a session that nobody was lent could not be closed", e);
    }
  }
}
