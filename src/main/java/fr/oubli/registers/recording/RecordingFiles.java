package fr.oubli.registers.recording;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The folder of files that belong to rows; nothing outside it is ever touched. */
public record RecordingFiles(Path root) implements FileStore {

  @Override
  public boolean remove(String path) throws IOException {
    return Files.deleteIfExists(inside(path));
  }

  @Override
  public boolean exists(String path) {
    return Files.exists(inside(path));
  }

  @Override
  public void copy(String path, OutputStream to) throws IOException {
    Files.copy(inside(path), to);
  }

  /**
   * The file that a row's path means.
   *
   * @throws Refusal when the path leaves the folder, by {@code ..}, by an absolute path or by a
   *     link
   */
  public Path inside(String path) {
    try {
      Path base = root.toAbsolutePath().normalize();
      Path file = base.resolve(path).normalize();
      if (!file.startsWith(base) || file.equals(base) || leavesByLink(base, file)) {
        throw outside();
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw outside();
    }
  }

  private static boolean leavesByLink(Path base, Path file) throws IOException {
    Path parent = file.getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    return Files.exists(base)
        && parent != null
        && parent.startsWith(base)
        && !parent.toRealPath().startsWith(base.toRealPath());
  }

  private Refusal outside() {
    return new Refusal(
        ExitCode.REFUSED,
        "a recording's path leaves "
            + root
            + "; correct the path in the table, nothing was removed");
  }
}
