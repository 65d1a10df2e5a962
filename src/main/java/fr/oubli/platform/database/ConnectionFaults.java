package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells the person who set a connection up why it fails, without any secret. */
final class ConnectionFaults {

  private ConnectionFaults() {}

  static Refusal refusal(SQLException fault, ServerLogin login) {
    String state = fault.getSQLState() == null ? "" : fault.getSQLState();
    return switch (state) {
      case "28P01", "28000", "08004" -> rejected(fault, login);
      case "3D000" ->
          invalid("no database of that name at " + login.place() + "; mend " + ServerLogin.URL);
      case "42501" ->
          invalid("role " + login.user() + " may not connect to " + login.place() + "; grant it");
      case "53300", "57P03" ->
          down(login.place() + " takes no connection now: " + words(fault) + "; try again");
      default ->
          SqlStates.lost(fault)
              ? unreachable(fault, login)
              : invalid("no connection to " + login.place() + ": " + words(fault));
    };
  }

  /** A server that is down comes back: every schedule tries again at this exit code. */
  private static Refusal down(String line) {
    return new Refusal(ExitCode.FAILED, line);
  }

  /** A name server can be down too. */
  private static Refusal unreachable(SQLException fault, ServerLogin login) {
    if (fault.getCause() instanceof UnknownHostException) {
      return down(
          "the host of "
              + login.place()
              + " is unknown; mend "
              + ServerLogin.URL
              + ", or try again if its name server is down");
    }
    return down(
        "no PostgreSQL server answers at "
            + login.place()
            + "; start it or mend "
            + ServerLogin.URL);
  }

  private static Refusal rejected(SQLException fault, ServerLogin login) {
    // Where a server asks for no password, it refuses the role for another reason, and says it.
    if (login.password() == null && !"28000".equals(fault.getSQLState())) {
      return invalid(
          "%s wants a password for role %s; set %s or %s"
              .formatted(
                  login.place(), login.user(), ServerLogin.PASSWORD, ServerLogin.PASSWORD_FILE));
    }
    if ("28P01".equals(fault.getSQLState())) {
      return invalid(
          "%s refuses the password of role %s; mend %s or %s"
              .formatted(
                  login.place(), login.user(), ServerLogin.PASSWORD, ServerLogin.PASSWORD_FILE));
    }
    return invalid(login.place() + " refuses role " + login.user() + ": " + words(fault));
  }

  /** The server's message where there is one, else the driver's, on one line. */
  private static String words(SQLException fault) {
    ServerErrorMessage said =
        fault instanceof PSQLException server ? server.getServerErrorMessage() : null;
    String words = said == null ? fault.getMessage() : said.getMessage();
    return String.valueOf(words).replaceAll("\\s*\\R\\s*", " ");
  }

  private static Refusal invalid(String line) {
    return new Refusal(ExitCode.INVALID, line);
  }
}
