package fr.oubli.evidence;

import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The copies of seals that are kept outside the database. */
public final class SealFiles {

  static final Pattern NAME = Pattern.compile("seal-\\d+(-[0-9a-f]{8})?\\.txt");

  private SealFiles() {}

  /**
   * Writes the copy of a run's seal and returns its file. Two databases count their runs alike, so
   * a folder that they share can have another seal under the same name. That one is never written
   * over: the new file's name also has the beginning of its digest.
   */
  public static Path write(Path folder, long run, String copy) {
    Path file = folder.resolve("seal-" + run + ".txt");
    return WholeFile.write(isAnothers(file, copy) ? beside(folder, run, copy) : file, copy);
  }

  private static boolean isAnothers(Path file, String copy) {
    try {
      return Files.exists(file) && !Files.readString(file).equals(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path beside(Path folder, long run, String copy) {
    return folder.resolve("seal-%d-%s.txt".formatted(run, Digests.sha256(copy).substring(0, 8)));
  }
}
