package fr.oubli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that is installed, unpacked where there are no sources. */
class ArchiveIT {

  @TempDir static Path folder;

  private static Path root = Path.of("");

  @BeforeAll
  static void unpack() throws Exception {
    List<Path> archives;
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      archives = files.filter(file -> file.toString().endsWith(".tar.gz")).toList();
    }
    assumeTrue(archives.size() == 1, "the archive is not built");
    said(0, "tar", "xzf", archives.get(0).toAbsolutePath().toString(), "-C", folder.toString());
    try (Stream<Path> files = Files.list(folder)) {
      root = files.findFirst().orElseThrow();
    }
  }

  private static String said(int code, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // What prepares the quick start is tried beside; here the jar itself runs.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(code);
    return said;
  }

  private static Map<String, String> digests() throws Exception {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        digests.put(root.relativize(file).toString(), HexFormat.of().formatHex(digest));
      }
    }
    return digests;
  }

  @Test
  void everyFileHasItsChecksum() throws Exception {
    Map<String, String> expected = digests();
    expected.remove("SHA256SUMS");
    Map<String, String> sums = new TreeMap<>();
    for (String line : Files.readAllLines(root.resolve("SHA256SUMS"))) {
      sums.put(line.substring(66), line.substring(0, 64));
    }
    assertThat(sums).isEqualTo(expected);
    assertThat(sums)
        .containsKeys(
            "README.md",
            "CHANGELOG.md",
            "lib/oubli.jar",
            "jobs/.launch",
            "jobs/policy.yml",
            "jobs/schedule/Containerfile",
            "sql/roles.sql");
  }

  @Test
  void whatIsLaunchedCanBeAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("jobs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean script = Files.readString(file).startsWith("#!");
        assertThat(Files.isExecutable(file)).as(file.toString()).isEqualTo(script);
      }
    }
  }

  @Test
  void theProgramRunsWithoutItsSources() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = root.resolve("lib/oubli.jar").toString();
    assertThat(said(0, java, "-jar", jar, "--version"))
        .startsWith("oubli ")
        .doesNotContain("of no release")
        .contains("Java " + System.getProperty("java.version"));
  }

  /** A place that nobody may write to, as an installed one is: the jar runs as it lies there. */
  @Test
  void theLauncherFindsTheProgramThatWasInstalled() throws Exception {
    Files.writeString(root.resolve("lib/oubli"), "a file where the folder would be");
    assertThat(said(0, root.resolve("jobs/oubli").toString(), "hold", "--version"))
        .contains("oubli: preparing a quick start, once on this Java", "\noubli ");
    Files.delete(root.resolve("lib/oubli"));
  }
}
