package fr.oubli.testing;

import fr.oubli.Oubli;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.springframework.util.FileSystemUtils;

/**
 * How a process is started that runs Oubli: as {@code jobs/.launch} does it, from the unpacked jar
 * and with an archive of its classes, which takes a quarter off what a command costs. The archive
 * is made once for each jar, by a night. Where no jar was built, or while another JVM makes the
 * archive, the class path of the tests serves.
 */
final class Program {

  /** Named by the build once it has made the jar. */
  private static final String JAR = System.getProperty("oubli.jar", "");

  private static final Path FOLDER = Path.of("target/test-program").toAbsolutePath();

  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=3",
          "-Xmx256m");

  private static String name = "";

  private Program() {}

  /** The words of a command line up to the first argument for Oubli. */
  static synchronized List<String> start() throws IOException {
    List<String> start = new ArrayList<>(JAVA);
    Path jar = Path.of(JAR);
    if (Files.isRegularFile(jar)) {
      Path unpacked = FOLDER.resolve(name(jar));
      Path archive = unpacked.resolve("archive.jsa");
      if (Files.exists(archive) || made(jar, unpacked, archive)) {
        if (Files.size(archive) > 0) {
          start.addAll(List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive));
        }
        start.addAll(List.of("-jar", unpacked.resolve("oubli.jar").toString()));
        return start;
      }
    }
    start.addAll(List.of("-cp", System.getProperty("java.class.path"), Oubli.class.getName()));
    return start;
  }

  /** By what is in it: a jar bears the day of its release, whenever it was built. */
  private static String name(Path jar) throws IOException {
    if (name.isEmpty()) {
      try (FileChannel channel = FileChannel.open(jar)) {
        CRC32 sum = new CRC32();
        sum.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        name = Long.toHexString(sum.getValue()) + "-" + channel.size();
      }
    }
    return name;
  }

  private static boolean made(Path jar, Path unpacked, Path archive) throws IOException {
    Files.createDirectories(FOLDER);
    try (FileChannel channel =
            FileChannel.open(
                FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return false;
      }
      if (!Files.exists(archive)) {
        FileSystemUtils.deleteRecursively(unpacked);
        unpack(jar, unpacked);
        train(unpacked.resolve("oubli.jar"), archive);
      }
      return true;
    }
  }

  private static void unpack(Path jar, Path unpacked) throws IOException {
    List<String> extract = new ArrayList<>(JAVA);
    extract.addAll(List.of("-Djarmode=tools", "-jar", jar.toString()));
    extract.addAll(List.of("extract", "--destination", unpacked.toString()));
    silently(new ProcessBuilder(extract));
  }

  /** A night loads what commands load. */
  private static void train(Path jar, Path archive) throws IOException {
    Path whole = archive.resolveSibling("unfinished.jsa");
    try (Company company = new Company()) {
      List<String> night = new ArrayList<>(JAVA);
      night.addAll(List.of("-XX:ArchiveClassesAtExit=" + whole, "-jar", jar.toString()));
      night.addAll(List.of("nightly-purge", "--as-of", "2026-11-23"));
      night.addAll(List.of("--reports", company.reports().toString()));
      night.addAll(List.of("--recordings", company.recordings().toString()));
      ProcessBuilder process = new ProcessBuilder(night);
      process.environment().putAll(company.environment());
      silently(process);
    }
    if (!Files.exists(whole)) {
      // This Java makes none, for a space in a name perhaps: an empty file tells that it was tried.
      Files.createFile(whole);
    }
    Files.move(whole, archive, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void silently(ProcessBuilder process) throws IOException {
    process
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start()
        .onExit()
        .join();
  }
}
