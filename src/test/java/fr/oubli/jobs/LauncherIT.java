package fr.oubli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The launcher beside a jar that was copied there alone, with the JDK of this test. */
class LauncherIT {

  private static final String PREPARING = "oubli: preparing a quick start, once on this Java";
  private static final String TOLD = "told [hold, x y]";

  @TempDir Path folder;

  private Path root = Path.of("");

  @BeforeEach
  void copyTheJarAlone() throws IOException {
    // JDK 17 archives no class below a folder with a space in its name.
    root = folder.resolve("place");
    Files.createDirectories(root.resolve("jobs"));
    Files.createDirectories(root.resolve("target"));
    for (String file : List.of(".launch", "hold")) {
      Files.copy(
          Path.of("jobs", file),
          root.resolve("jobs").resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    writeJar(root.resolve("target/oubli.jar"), "1");
  }

  private static void writeJar(Path jar, String version) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Told.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    String entry = Told.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream bytes =
            Objects.requireNonNull(Told.class.getResourceAsStream("/" + entry), entry)) {
      out.putNextEntry(new ZipEntry(entry));
      bytes.transferTo(out);
    }
  }

  /**
   * This test's own Java, which unpacks a jar that Spring Boot did not make.
   *
   * @param version what it says of itself
   * @param unpack what it does when it is to unpack the jar {@code $3} into the folder {@code $6}
   */
  private Path java(String version, String unpack) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk " + version + "/bin"));
    Path java = bin.resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        case $1 in
          -version) echo 'openjdk version "%s" 2021-01-01' >&2 ;;
          -Djarmode=tools) %s ;;
          *) exec '%s' "$@" ;;
        esac
        """
            .formatted(version, unpack, Path.of(System.getProperty("java.home"), "bin", "java")));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return folder.resolve("jdk " + version);
  }

  private Path java(String version) throws IOException {
    return java(version, "mkdir -p \"$6\" && cp \"$3\" \"$6/oubli.jar\"");
  }

  private Process start(Path jdk, String options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("jobs/hold").toString(), "x y").redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("OUBLI_JAVA_OPTIONS", options);
    return builder.start();
  }

  private static List<String> finish(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(Told.CODE);
    return said.lines().toList();
  }

  private List<String> run(Path jdk) throws Exception {
    return finish(start(jdk, ""));
  }

  /** Whether the program's class comes out of the archive. */
  private boolean usesArchive(Path jdk) throws Exception {
    return finish(start(jdk, "-Xlog:class+load")).stream()
        .filter(line -> line.contains(Told.class.getName()))
        .anyMatch(line -> line.contains("shared objects file (top)"));
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("target"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  @Test
  void anArchiveIsMadeOnceAndUsed() throws Exception {
    Path jdk = java("17.0.1");
    assertThat(run(jdk)).containsExactly(PREPARING, TOLD);
    assertThat(run(jdk)).containsExactly(TOLD);
    assertThat(usesArchive(jdk)).isTrue();
  }

  @Test
  void theJarItselfRunsWhereItCannotBeUnpacked() throws Exception {
    Path jdk = java("17.0.1", "exit 1");
    assertThat(run(jdk)).containsExactly(PREPARING, TOLD);
    assertThat(run(jdk)).containsExactly(TOLD);
    assertThat(archives()).isEmpty();
  }

  @Test
  void theJarItselfRunsWhereNothingCanBeWritten() throws Exception {
    Path jdk = java("17.0.1");
    Files.writeString(root.resolve("target/oubli"), "a file where the folder would be");
    assertThat(run(jdk)).containsExactly(PREPARING, TOLD);
    assertThat(archives()).isEmpty();
  }

  /** What can be wrong with an archive that lies in its place. */
  enum Fault {
    NO_ARCHIVE {
      @Override
      byte[] of(byte[] archive) {
        return Arrays.copyOf("not an archive".getBytes(StandardCharsets.UTF_8), archive.length);
      }
    },
    OF_ANOTHER_JVM {
      @Override
      byte[] of(byte[] archive) {
        byte[] version =
            System.getProperty("java.vm.version").getBytes(StandardCharsets.ISO_8859_1);
        byte[] other = archive.clone();
        int at = indexOf(archive, version);
        assertThat(at).as("the archive names its JVM").isNotNegative();
        Arrays.fill(other, at, at + version.length, (byte) '9');
        return other;
      }
    };

    abstract byte[] of(byte[] archive);

    static int indexOf(byte[] all, byte[] part) {
      return java.util.stream.IntStream.range(0, all.length - part.length)
          .filter(at -> Arrays.equals(all, at, at + part.length, part, 0, part.length))
          .findFirst()
          .orElse(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBadArchiveIsPassedOverInSilence(Fault fault) throws Exception {
    Path jdk = java("17.0.1");
    run(jdk);
    Path archive = archives().get(0);
    byte[] good = Files.readAllBytes(archive);
    Files.delete(archive);
    Files.write(archive, fault.of(good));
    assertThat(run(jdk)).containsExactly(TOLD);
    assertThat(usesArchive(jdk)).isFalse();
  }

  @Test
  void anArchiveThatWasCutShortIsMadeAgain() throws Exception {
    Path jdk = java("17.0.1");
    run(jdk);
    Path archive = archives().get(0);
    byte[] good = Files.readAllBytes(archive);
    Files.delete(archive);
    Files.write(archive, Arrays.copyOf(good, good.length / 3));
    assertThat(run(jdk)).containsExactly(PREPARING, TOLD);
    assertThat(archives()).hasSize(1);
    assertThat(usesArchive(jdk)).isTrue();
  }

  @Test
  void anotherJdkGetsAnArchiveOfItsOwn() throws Exception {
    run(java("17.0.1"));
    assertThat(run(java("17.0.2"))).containsExactly(PREPARING, TOLD);
    assertThat(archives()).hasSize(2);
    assertThat(run(java("17.0.1"))).containsExactly(TOLD);
  }

  @Test
  void anotherJarIsUnpackedAnew() throws Exception {
    Path jdk = java("17.0.1");
    run(jdk);
    writeJar(root.resolve("target/oubli.jar"), "2, which is a longer text in the manifest");
    assertThat(run(jdk)).containsExactly(PREPARING, TOLD);
    assertThat(archives()).hasSize(1);
  }

  @Test
  void launchersThatStartAtOnceDoNotDisturbOneAnother() throws Exception {
    Path jdk = java("17.0.1");
    List<Process> both = List.of(start(jdk, ""), start(jdk, ""), start(jdk, ""));
    for (Process one : both) {
      assertThat(finish(one)).endsWith(TOLD);
    }
    assertThat(usesArchive(jdk)).isTrue();
    assertThat(archives()).hasSize(1);
    try (Stream<Path> left = Files.list(root.resolve("target"))) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("oubli", "oubli.jar");
    }
  }

  @Test
  void theProgramsJarUnpacksAsTheLauncherExpects() throws Exception {
    Path jar = Path.of("target/oubli.jar").toAbsolutePath();
    assumeTrue(Files.exists(jar), "the jar is not built");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                folder.resolve("unpacked").toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve("unpacked/oubli.jar")).isRegularFile();
    assertThat(folder.resolve("unpacked/lib")).isNotEmptyDirectory();
  }
}
