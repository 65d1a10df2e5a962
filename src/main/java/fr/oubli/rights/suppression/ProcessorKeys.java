package fr.oubli.rights.suppression;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys under which processors test the suppression list, a file each. Whoever has one can try
 * addresses against what that processor was told, and against nothing else.
 */
record ProcessorKeys(Path folder) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  static ProcessorKeys in(Path home) {
    return new ProcessorKeys(home.resolve("processor-keys"));
  }

  /** The key of each processor that has one, by name. */
  SortedMap<String, SuppressionKey> all() {
    SortedMap<String, SuppressionKey> keys = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return keys;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> NAME.matcher("" + file.getFileName()).matches())
          .filter(file -> !("" + file.getFileName()).endsWith(".new"))
          .forEach(file -> keys.put("" + file.getFileName(), SuppressionKey.readOrMake(file)));
      return keys;
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.INVALID, "the keys of processors in " + folder + " cannot be read");
    }
  }

  boolean has(String processor) {
    return Files.exists(file(processor));
  }

  SuppressionKey readOrMake(String processor) {
    return SuppressionKey.readOrMake(file(processor));
  }

  /**
   * @throws Refusal where the name could be no file's
   */
  Path file(String processor) {
    if (!NAME.matcher(processor).matches() || processor.endsWith(".new")) {
      throw new Refusal(
          ExitCode.INVALID,
          "a processor is called by letters, digits, points and hyphens, such as mailer-example");
    }
    return folder.resolve(processor);
  }
}
