package fr.oubli.retention;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says what failed without the values that PostgreSQL's detail lines carry. */
final class Failures {

  private Failures() {}

  static String line(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      root = cause;
      if (cause instanceof PSQLException sql) {
        ServerErrorMessage server = sql.getServerErrorMessage();
        return server == null
            ? "the database: SQLSTATE " + sql.getSQLState()
            : "the database: " + server.getMessage() + " (SQLSTATE " + sql.getSQLState() + ")";
      }
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
