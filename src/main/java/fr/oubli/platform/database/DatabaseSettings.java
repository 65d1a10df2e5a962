package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which database a command works on, and with how many connections.
 *
 * @param server the configured server; null for the embedded one
 * @param home the folder of what Oubli keeps on disk: the embedded server, its log, keys
 * @param connections the most that are lent at once, the run lock's included
 */
public record DatabaseSettings(@Nullable ServerLogin server, Path home, int connections) {

  public DatabaseSettings {
    if (connections < 1) {
      throw new IllegalArgumentException("at least one connection, not " + connections);
    }
    home = home.toAbsolutePath().normalize();
  }

  /**
   * @param home used where OUBLI_HOME does not name another folder
   * @throws Refusal when what the environment says cannot be a server
   */
  public static DatabaseSettings from(Map<String, String> environment, Path home, int connections) {
    String asked = environment.getOrDefault("OUBLI_HOME", "");
    Path folder = asked.isBlank() ? home : Path.of(asked);
    if (environment.getOrDefault(ServerLogin.URL, "").isBlank()) {
      refuseHalf(environment);
      return new DatabaseSettings(null, folder, connections);
    }
    return new DatabaseSettings(ServerLogin.from(environment), folder, connections);
  }

  /**
   * Reads the environment, with the URL of an option in the place of its own.
   *
   * @param option its name, for messages
   * @param url what it says; null where it was not given
   */
  public static DatabaseSettings naming(
      String option,
      @Nullable String url,
      Map<String, String> environment,
      Path home,
      int connections) {
    if (url == null) {
      return from(environment, home, connections);
    }
    Map<String, String> other = new HashMap<>(environment);
    other.put(ServerLogin.URL, url);
    try {
      return from(other, home, connections);
    } catch (Refusal refusal) {
      throw new Refusal(
          refusal.code(),
          refusal.lines().stream().map(line -> line.replace(ServerLogin.URL, option)).toList());
    }
  }

  /** A login without a server must not fall back on the embedded database in silence. */
  private static void refuseHalf(Map<String, String> environment) {
    ServerLogin.CREDENTIALS.stream()
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .ifPresent(
            name -> {
              throw new Refusal(
                  ExitCode.INVALID,
                  name + " is set but " + ServerLogin.URL + " is not; set both or neither");
            });
  }
}
