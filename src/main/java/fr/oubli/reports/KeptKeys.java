package fr.oubli.reports;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The public keys that whoever verifies kept apart from the database and from OUBLI_HOME. */
final class KeptKeys {

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "file with the public key that the auditor kept; several where one took another's place"
              + " and no seal says so")
  private List<Path> files = new ArrayList<>();

  /**
   * @throws Refusal when a file cannot be read
   */
  List<String> read() {
    return files.stream().map(KeptKeys::read).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.INVALID, "the key " + file + " cannot be read; name a file with --key");
    }
  }
}
