package fr.oubli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * Where a test's server keeps its data: in memory, where the system has a folder for that with room
 * enough. Every test makes hundreds of small files, which take a sixth of its time on a disk.
 */
public final class DataFolders {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH = 4L << 30;
  private static final String NAME = "oubli-test-";

  private DataFolders() {}

  /** A new folder, for a server that deletes it when it is stopped. */
  public static Path fresh() {
    try {
      if (!Files.isWritable(MEMORY) || MEMORY.toFile().getUsableSpace() < ENOUGH) {
        return Files.createTempDirectory(NAME);
      }
      deleteAbandoned();
      return Files.createTempDirectory(MEMORY, NAME + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a JVM that was killed left there; its server ends when it misses its files. */
  private static void deleteAbandoned() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(MEMORY, NAME + "*")) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        long pid = Long.parseLong(name.substring(NAME.length(), name.lastIndexOf('-')));
        if (ProcessHandle.of(pid).isEmpty()) {
          FileSystemUtils.deleteRecursively(folder);
        }
      }
    }
  }
}
