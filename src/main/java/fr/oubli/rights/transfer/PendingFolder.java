package fr.oubli.rights.transfer;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.springframework.util.FileSystemUtils;

/** A folder that gets its name once all its files are there; only its owner can look into it. */
final class PendingFolder implements AutoCloseable {

  private final Path pending;
  private final Path named;

  private PendingFolder(Path pending, Path named) {
    this.pending = pending;
    this.named = named;
  }

  /**
   * @throws Refusal where no folder can be made there
   */
  static PendingFolder beside(Path named) {
    Path above = Objects.requireNonNull(named.toAbsolutePath().getParent(), "a folder is in one");
    try {
      Files.createDirectories(above);
      return new PendingFolder(
          Files.createTempDirectory(
              above,
              "." + named.getFileName() + ".",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
          named.toAbsolutePath());
    } catch (IOException e) {
      throw unwritable(named);
    }
  }

  private static Refusal unwritable(Path named) {
    return new Refusal(
        ExitCode.INVALID, "folder " + named + " cannot be made; mend the rights or use another");
  }

  Path path() {
    return pending;
  }

  void finish() {
    try {
      Files.move(pending, named);
    } catch (IOException e) {
      throw unwritable(named);
    }
  }

  /** Leaves nothing of a folder that was not finished. */
  @Override
  public void close() {
    try {
      FileSystemUtils.deleteRecursively(pending);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
