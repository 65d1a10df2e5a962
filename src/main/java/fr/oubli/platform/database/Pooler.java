package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Finds out whether something stands before the server that lends one session to several clients. A
 * lock of such a session is nobody's, and a setting is everybody's: nothing may be set before this
 * was asked.
 */
final class Pooler {

  private Pooler() {}

  /**
   * @param first a connection that is open and has no transaction
   * @param second another
   * @throws Refusal where two connections, or two statements of one, are not two sessions or one
   */
  static void refuse(Connection first, Connection second, String place) throws SQLException {
    int session = session(first);
    boolean shared = session(second) == session;
    if (shared || session(first) != session) {
      throw new Refusal(
          ExitCode.INVALID,
          place
              + " is a pooler that lends sessions by the transaction, where locks and settings are"
              + " nobody's; name the PostgreSQL server behind it, or a pool of it with"
              + " pool_mode = session");
    }
  }

  /** The process of the server that answers. */
  private static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid() as pid")) {
      row.next();
      return row.getInt("pid");
    }
  }
}
