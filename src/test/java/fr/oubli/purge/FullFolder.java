package fr.oubli.purge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a command is started one of whose folders has no room for what it is to write. Where the
 * system lets anybody mount one, the folder is a small one in memory; elsewhere no file may be
 * longer than a limit, which fails the same writes.
 */
final class FullFolder {

  private static final int PAGE = 4096;

  private static final String MOUNTED =
      """
      folder=$1; size=$2; shift 2
      mkdir -p "$folder" "$folder.disk"
      mount --bind "$folder" "$folder.disk" && mount -t tmpfs -o size=$size full "$folder" || exit 99
      cp -a "$folder.disk/." "$folder/"
      "$@"
      code=$?
      find "$folder.disk" -mindepth 1 -delete
      cp -a "$folder/." "$folder.disk/"
      exit $code
      """;

  private static final boolean MOUNTS = mounts();

  private final List<String> command;

  private FullFolder(List<String> command) {
    this.command = command;
  }

  /** What stands before the command. */
  List<String> command() {
    return command;
  }

  static FullFolder drawn(FaultyNight night) {
    if (!MOUNTS || night.random().nextInt(4) == 0) {
      int limit = night.any(List.of(0, 1, 2, 4, 8, 16, 64));
      return new FullFolder(List.of("sh", "-c", "ulimit -f " + limit + "; exec \"$@\"", "sh"));
    }
    Path folder =
        night.any(List.of(night.shop().reports(), night.shop().keys(), night.shop().recordings()));
    long room = pages(folder) + night.random().nextInt(8);
    return new FullFolder(
        List.of(
            "unshare",
            "-Urm",
            "sh",
            "-c",
            MOUNTED,
            "sh",
            folder.toString(),
            String.valueOf(Math.max(1, room) * PAGE)));
  }

  private static long pages(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(FullFolder::pagesOf).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long pagesOf(Path file) {
    return (file.toFile().length() + PAGE - 1) / PAGE;
  }

  private static boolean mounts() {
    try {
      Path folder = Files.createTempDirectory("mount");
      return new ProcessBuilder(
                  "unshare", "-Urm", "sh", "-c", MOUNTED, "sh", folder + "/try", "4096", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
