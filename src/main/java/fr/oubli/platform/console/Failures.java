package fr.oubli.platform.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells of a failure without the row it met: no personal value reaches a line or a log. */
public final class Failures {

  private static final String LACKS_RIGHT = "42501";

  private Failures() {}

  /**
   * The failure as one line: its class and message, or SQLState and primary message of a server.
   */
  public static String line(Throwable failure) {
    SQLException sql = sqlOf(failure);
    return oneLine(
        sql == null
            ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
            : sqlLine(sql));
  }

  /** The failure and its causes, each as its line with the stack frames below. */
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
    SQLException next = found instanceof BatchUpdateException ? found.getNextException() : null;
    return next == null ? found : next;
  }

  private static String sqlLine(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    ServerErrorMessage said =
        failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
    if (said == null) {
      return "SQLState " + state + " (" + failure.getClass().getSimpleName() + ")" + words(failure);
    }
    String setting = SettingFaults.line(state, String.valueOf(said.getMessage()));
    if (setting != null) {
      return setting;
    }
    return "SQLState "
        + state
        + ": "
        + (quotesValue(state) ? about(said) : said.getMessage())
        + (state.equals(LACKS_RIGHT) ? "; sql/roles.sql says what each role may do" : "");
  }

  /** The driver's own message where it tells of a connection; any other may quote a row. */
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
