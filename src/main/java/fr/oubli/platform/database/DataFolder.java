package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The folders of the embedded server, with its data and its unpacked binaries. */
final class DataFolder {

  private final Path home;

  DataFolder(Path home) {
    this.home = home;
  }

  Path data() {
    return home.resolve("data");
  }

  Path binaries() {
    return home.resolve("postgresql");
  }

  Path log() {
    return home.resolve("server.log");
  }

  /** A file that is there from before the data folder is made until its server first answers. */
  private Path unfinished() {
    return home.resolve("data.unfinished");
  }

  /** Clears what an interrupted first start left; refuses a folder that is not ours to clear. */
  void makeReady() throws IOException {
    clearHalfUnpacked();
    if (Files.exists(unfinished())) {
      FileSystemUtils.deleteRecursively(data());
    } else if (Files.exists(data().resolve("PG_VERSION"))) {
      return;
    } else if (Files.exists(data()) && !children(data()).isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID,
          data() + " is not a database folder that Oubli made; move it away or set OUBLI_HOME");
    }
    Files.writeString(unfinished(), "");
  }

  void finished() throws IOException {
    if (Files.deleteIfExists(unfinished())) {
      sync(home);
    }
  }

  /** The library would take binaries for whole that it was unpacking when it was killed. */
  private void clearHalfUnpacked() throws IOException {
    if (Files.isDirectory(binaries())) {
      for (Path folder : children(binaries())) {
        if (!Files.exists(folder.resolve(".exists"))) {
          FileSystemUtils.deleteRecursively(folder);
        }
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  /**
   * Waits for the disk where the platform can: a power cut must not bring back the mark of an
   * unfinished folder.
   */
  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }
}
