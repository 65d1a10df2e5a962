package fr.oubli.platform.console;

import fr.oubli.platform.exit.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells of a failure without the row it met: no personal value reaches a line or a log. */
public final class Failures {

  private static final String LACKS_RIGHT = "42501";

  /** What the system says of files in the class of the exception alone. */
  private static final Map<Class<?>, String> REASONS =
      Map.of(
          NoSuchFileException.class, "there is no such file",
          AccessDeniedException.class, "access is denied",
          NotDirectoryException.class, "it is no folder",
          FileAlreadyExistsException.class, "it is there already");

  private Failures() {}

  /**
   * The failure as one line: what a refusal says, or SQLState and primary message of a server, or
   * else its class and message.
   */
  public static String line(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return oneLine(String.join("; ", refusal.lines()));
      }
    }
    String file = fileLine(failure);
    if (file != null) {
      return oneLine(file);
    }
    SQLException sql = sqlOf(failure);
    return oneLine(
        sql == null
            ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
            : sqlLine(sql));
  }

  /**
   * The file that could not be used, and why; null where the failure tells of none, or has words of
   * its own for it.
   */
  static @Nullable String fileLine(Throwable failure) {
    if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof FileSystemException system
        && String.valueOf(failure.getMessage()).equals(system.toString())) {
      String reason = system.getReason();
      return system.getFile()
          + ": "
          + (reason == null ? REASONS.getOrDefault(system.getClass(), "cannot be used") : reason);
    }
    return null;
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
