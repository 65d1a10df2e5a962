package fr.oubli.platform.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/**
 * Says which Oubli this is, of which commit, and on which Java it runs. What was built without its
 * history has no commit to name.
 */
final class Versions implements IVersionProvider {

  private static final String HISTORY = "/git.properties";

  /** Every command of a line, and theirs, answers {@code --version} with the same. */
  static void giveTo(CommandLine line) {
    line.getCommandSpec().versionProvider(new Versions());
    line.getSubcommands().values().forEach(Versions::giveTo);
  }

  @Override
  public String[] getVersion() {
    String version =
        Objects.requireNonNullElse(
            Versions.class.getPackage().getImplementationVersion(), "of no release");
    return new String[] {
      "oubli " + version + commit(),
      "Java %s (%s)"
          .formatted(System.getProperty("java.version"), System.getProperty("java.vendor"))
    };
  }

  private static String commit() {
    try (InputStream history = Versions.class.getResourceAsStream(HISTORY)) {
      if (history == null) {
        return "";
      }
      Properties properties = new Properties();
      properties.load(history);
      boolean changed = Boolean.parseBoolean(properties.getProperty("git.dirty"));
      return ", commit "
          + properties.getProperty("git.commit.id.abbrev")
          + (changed ? " and changes that were never committed" : "");
    } catch (IOException e) {
      throw new UncheckedIOException(HISTORY + " cannot be read", e);
    }
  }
}
