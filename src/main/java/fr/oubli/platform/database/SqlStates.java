package fr.oubli.platform.database;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.transaction.TransactionSystemException;

/** Finds the SQLSTATE behind an exception, and says what it means. */
public final class SqlStates {

  /** A statement that took longer than it was given. */
  public static final String CANCELLED = "57014";

  /** A lock that was not to be had in the time given. */
  public static final String LOCKED = "55P03";

  /** A server that an administrator stopped, that crashed, or that starts or stops just now. */
  private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03");

  /** Not the network's fault: somebody has to mend it before another try can help. */
  private static final String PROTOCOL_VIOLATION = "08P01";

  /** How the pool answers on a connection that broke earlier; it gives no SQLSTATE. */
  private static final String CLOSED = "Connection is closed";

  private SqlStates() {}

  /** Empty where the database had no part in it. */
  public static String of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /** Whether the connection broke, and another one may do what this one could not. */
  public static boolean lost(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectionLost
          || (cause instanceof SQLException sql && lost(sql))
          || (cause instanceof TransactionSystemException end && lostBefore(end))) {
        return true;
      }
    }
    return false;
  }

  /** The failure that a rollback was for is hidden by the rollback's own. */
  private static boolean lostBefore(TransactionSystemException end) {
    Throwable before = end.getApplicationException();
    return before != null && lost(before);
  }

  private static boolean lost(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      return CLOSED.equals(failure.getMessage());
    }
    return SERVER_GONE.contains(state)
        || (state.startsWith("08") && !state.equals(PROTOCOL_VIOLATION));
  }
}
