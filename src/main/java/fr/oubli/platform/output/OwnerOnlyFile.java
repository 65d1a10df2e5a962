package fr.oubli.platform.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Creates a file that nobody but its owner can read, from its first byte on. */
public final class OwnerOnlyFile {

  private OwnerOnlyFile() {}

  /** The file is there whole, or not at all. */
  public static void create(Path file, String content) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    Files.createDirectories(folder);
    String name = String.valueOf(file.getFileName());
    Path temporary = Files.createTempFile(folder, name, ".new", OwnerOnly.file());
    try {
      Files.writeString(temporary, content, StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** An empty file in the folder of another, hidden, under a name of its own. */
  public static Path temporary(Path beside) throws IOException {
    Path folder =
        Objects.requireNonNull(beside.toAbsolutePath().getParent(), "a file has a folder");
    return Files.createTempFile(
        folder, "." + beside.getFileName() + ".", ".part", OwnerOnly.file());
  }
}
