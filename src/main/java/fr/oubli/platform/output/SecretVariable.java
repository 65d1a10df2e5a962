package fr.oubli.platform.output;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A secret that stands in a variable, or on the one line of the file that the variable of the same
 * name with {@code _FILE} behind it names.
 *
 * @param what it is, for people, such as {@code the password}
 */
public record SecretVariable(String name, String what) {

  /** The variable that names the file. */
  public String file() {
    return name + "_FILE";
  }

  /**
   * Empty where neither is set.
   *
   * @throws Refusal when both are, or the file has no such line; the secret is not repeated
   */
  public Optional<String> in(Map<String, String> environment) {
    String secret = environment.getOrDefault(name, "");
    String named = environment.getOrDefault(file(), "");
    if (!secret.isEmpty() && !named.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, name + " and " + file() + " are both set; keep one");
    }
    if (!named.isEmpty()) {
      return Optional.of(read(Path.of(named)));
    }
    return secret.isEmpty() ? Optional.empty() : Optional.of(secret);
  }

  private String read(Path path) {
    try {
      String content = Files.readString(path).replaceFirst("\\R\\z", "");
      if (content.isEmpty() || content.lines().count() > 1) {
        throw refused(path, " must hold " + what + " on one line");
      }
      return content;
    } catch (MalformedInputException e) {
      throw refused(path, " is not text in UTF-8");
    } catch (IOException e) {
      throw refused(
          path, Files.exists(path) ? " cannot be read; mend its rights" : " does not exist");
    }
  }

  private Refusal refused(Path path, String why) {
    return new Refusal(ExitCode.INVALID, file() + ": " + path + why);
  }
}
