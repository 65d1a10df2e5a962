package fr.oubli.platform.database;

import java.sql.SQLException;

/** Finds the SQLSTATE behind an exception. */
public final class SqlStates {

  /** A statement that took longer than it was given. */
  public static final String CANCELLED = "57014";

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
}
