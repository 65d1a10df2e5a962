package fr.oubli.evidence;

import fr.oubli.evidence.journal.RunJournal;
import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The copies of seals that are kept outside the database, each with the journal of its run. */
public final class SealFiles {

  static final Pattern NAME = Pattern.compile("seal-\\d+(-[0-9a-f]{8})?\\.txt");

  private SealFiles() {}

  /**
   * Writes the copy of a run's seal, and the journal of the run beside it.
   *
   * @param home the folder of the key under which the journal is encrypted
   * @return the copy
   */
  public static Path write(DataSource dataSource, Path home, Path folder, SignedSeal sealed) {
    Seal seal = sealed.seal();
    Path copy = write(folder, seal.run(), sealed.copy());
    new RunJournal(dataSource, home).write(seal.run(), seal.sequence(), sealed.digest(), copy);
    return copy;
  }

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
