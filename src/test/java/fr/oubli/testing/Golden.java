package fr.oubli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that a person has read and that stay as they are until one changes them on purpose. They
 * stand under {@code src/test/resources/statements}; {@code -Doubli.statements=write} writes them
 * anew, to be read and compared before they are committed.
 */
public final class Golden {

  private static final Path ROOT = Path.of("src/test/resources/statements");

  private Golden() {}

  /**
   * @param name of the file, without its ending
   */
  public static void assertSame(String name, String text) {
    Path file = ROOT.resolve(name + ".sql");
    String lines = text.strip() + "\n";
    try {
      if ("write".equals(System.getProperty("oubli.statements"))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, lines);
      }
      assertThat(lines).as(file + ": a statement changed").isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
