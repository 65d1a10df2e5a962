package fr.oubli.intake;

import fr.oubli.model.feed.FeedMapping;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to be brought in, as it was when its digest was taken.
 *
 * @param lines how many it has behind the first, as whoever sent it says; null where nobody does
 * @param mostBad the largest share of bad lines
 */
record FeedInput(
    Path path, FeedMapping mapping, @Nullable Long lines, double mostBad, Taken taken) {

  /** What tells that a file was not written since. */
  record Taken(String sha256, long size, FileTime at) {

    static Taken of(Path path) {
      try {
        if (!Files.isRegularFile(path)) {
          throw new Refusal(ExitCode.INVALID, shown(path) + ": no such file; check the path");
        }
        FileTime at = Files.getLastModifiedTime(path);
        long size = Files.size(path);
        return new Taken(Digests.of(out -> Files.copy(path, out)), size, at);
      } catch (IOException e) {
        throw new Refusal(
            ExitCode.INVALID, shown(path) + ": cannot be read; check its permissions");
      }
    }
  }

  /** A folder can tell more than whoever reads a line needs. */
  static String shown(Path path) {
    return String.valueOf(path.getFileName());
  }

  String shown() {
    return shown(path);
  }

  /**
   * @throws Refusal when somebody wrote the file while it was read
   */
  void refuseChanged() {
    try {
      if (Files.size(path) != taken.size() || !Files.getLastModifiedTime(path).equals(taken.at())) {
        throw new Refusal(
            ExitCode.REFUSED,
            shown() + ": was written while it was read; bring it in once it is whole");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
