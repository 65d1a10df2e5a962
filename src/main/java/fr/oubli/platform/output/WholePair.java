package fr.oubli.platform.output;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Writes two files that belong together, each whole or not there, under names that only their ends
 * tell apart.
 */
public final class WholePair {

  /** Produces the bytes of both. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream first, OutputStream second) throws IOException;
  }

  /** Where they are. */
  public record Written(Path first, Path second) {}

  private WholePair() {}

  /**
   * Writes files that nobody but their owner can read, and never over one that is there: both get
   * the same number then, as in {@code access-1-2.zip} and {@code access-1-2.html}.
   *
   * @throws Refusal when the folder cannot be written
   */
  public static Written writePrivateBeside(Path first, Path second, Content content) {
    try (Part one = new Part(first, true);
        Part other = new Part(second, true)) {
      content.writeTo(one.out(), other.out());
      one.end();
      other.end();
      int number = 1;
      while (isTaken(named(second, number)) || !one.movedTo(named(first, number))) {
        number++;
      }
      Path written = named(first, number);
      // Somebody else may have taken the name since.
      while (!other.movedTo(named(second, number))) {
        number++;
      }
      return new Written(written, named(second, number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTaken(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path named(Path file, int number) {
    return number == 1 ? file : WholeFile.numbered(file, number);
  }
}
