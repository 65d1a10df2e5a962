package fr.oubli.platform.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells a failure without the row it happened on: no personal value reaches a line or a log. */
public final class Failures {

  private Failures() {}

  /** One line: the class and what it says; for the database, its SQLState and primary message. */
  public static String line(Throwable failure) {
    SQLException sql = sqlOf(failure);
    return oneLine(
        sql == null
            ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
            : sqlLine(sql));
  }

  /** The stack frames of the failure and its causes, each under its line. */
  public static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    String prefix = "";
    for (Throwable one = failure; one != null; one = one.getCause()) {
      out.println(prefix + one.getClass().getName() + ": " + line(one));
      for (StackTraceElement frame : one.getStackTrace()) {
        out.println("\tat " + frame);
      }
      prefix = "caused by ";
    }
    out.flush();
    return text.toString();
  }

  private static @Nullable SQLException sqlOf(Throwable failure) {
    SQLException found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        found = sql;
      }
    }
    // A batch's own exception quotes the statement with its values; the next one is the server's.
    SQLException next = found == null ? null : found.getNextException();
    return next == null ? found : next;
  }

  private static String sqlLine(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    ServerErrorMessage said =
        failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
    if (said == null) {
      return "SQLState " + state + " (" + failure.getClass().getSimpleName() + ")" + words(failure);
    }
    return "SQLState " + state + ": " + (quotesValue(state) ? about(said) : said.getMessage());
  }

  /** Without a server's message only the driver speaks: of connections, not of rows. */
  private static String words(SQLException failure) {
    String state = failure.getSQLState();
    boolean connection = state != null && state.startsWith("08");
    return connection ? ": " + failure.getMessage() : "";
  }

  /** Data exceptions quote the value that did not fit. */
  private static boolean quotesValue(String state) {
    return state.startsWith("22");
  }

  private static String about(ServerErrorMessage said) {
    return "a value does not fit"
        + (said.getTable() == null ? "" : " table " + said.getTable())
        + (said.getColumn() == null ? "" : " column " + said.getColumn())
        + (said.getRoutine() == null ? "" : " (" + said.getRoutine() + ")");
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
