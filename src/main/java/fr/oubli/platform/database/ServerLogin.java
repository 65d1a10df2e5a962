package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.SecretVariable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A configured server and who logs in there.
 *
 * @param url for the driver, without user and password
 * @param place {@code host:port/database}, to name it to people
 */
public record ServerLogin(String url, String place, String user, @Nullable String password) {

  static final String URL = "OUBLI_DATABASE_URL";
  static final String USER = "OUBLI_DATABASE_USER";
  static final String PASSWORD = "OUBLI_DATABASE_PASSWORD";
  static final String PASSWORD_FILE = "OUBLI_DATABASE_PASSWORD_FILE";
  static final List<String> CREDENTIALS = List.of(USER, PASSWORD, PASSWORD_FILE);

  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgresql://(?:(?<user>[^@/?#]*)@)?(?<hosts>[^@/?#]+)/(?<database>[^/?#]+)"
              + "(?:\\?(?<query>[^#]*))?");
  private static final Pattern HOST =
      Pattern.compile("(?:[^\\[\\]:,\\s]+|\\[[0-9a-fA-F:.]+])(?::(?<port>\\d{1,5}))?");
  private static final String EXAMPLE = "write it as jdbc:postgresql://host:5432/database";

  static ServerLogin from(Map<String, String> environment) {
    String given = environment.getOrDefault(URL, "").strip();
    refuseSecret(given);
    Matcher form = FORM.matcher(given);
    if (!form.matches()) {
      throw new Refusal(ExitCode.INVALID, URL + " is not a PostgreSQL URL; " + EXAMPLE);
    }
    String hosts = form.group("hosts");
    for (String host : hosts.split(",", -1)) {
      refuseMalformed(host);
    }
    String query = form.group("query");
    String database = form.group("database");
    String url = "jdbc:postgresql://" + hosts + "/" + database + (query == null ? "" : "?" + query);
    if (Driver.parseURL(url, null) == null) {
      throw new Refusal(
          ExitCode.INVALID, URL + " cannot be read: a % in it is written %25; " + EXAMPLE);
    }
    return new ServerLogin(
        url,
        (hosts.matches(".*:\\d+") ? hosts : hosts + ":5432") + "/" + database,
        user(environment, form.group("user")),
        password(environment));
  }

  private static void refuseMalformed(String host) {
    Matcher form = HOST.matcher(host);
    if (!form.matches()) {
      throw new Refusal(ExitCode.INVALID, URL + " has no readable host and port; " + EXAMPLE);
    }
    String port = form.group("port");
    if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)) {
      throw new Refusal(ExitCode.INVALID, URL + " has port " + port + ", not 1 to 65535");
    }
  }

  /** A URL can be read in logs and lists of processes: a secret in it is refused, never printed. */
  private static void refuseSecret(String url) {
    boolean beforeHost = url.matches("[^/]*//[^/?#]*:[^/?#]*@.*");
    boolean inQuery = url.toLowerCase(Locale.ROOT).matches(".*[?&](password|sslpassword)=.*");
    if (beforeHost || inQuery) {
      throw new Refusal(
          ExitCode.INVALID,
          URL + " holds a password; move it to " + PASSWORD + " or " + PASSWORD_FILE);
    }
  }

  private static String user(Map<String, String> environment, @Nullable String inUrl) {
    String user = environment.getOrDefault(USER, "").strip();
    if (!user.isEmpty()) {
      return user;
    }
    if (inUrl == null || inUrl.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, USER + " is not set; name the role that logs in");
    }
    return inUrl;
  }

  private static @Nullable String password(Map<String, String> environment) {
    return new SecretVariable(PASSWORD, "the password").in(environment).orElse(null);
  }

  @Override
  public String toString() {
    return user + " at " + place;
  }
}
