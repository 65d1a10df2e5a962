package fr.oubli.platform.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  @Test
  void foldersAreMadeAndAFileIsReplaced() {
    Path file = folder.resolve("a/b/report.txt");
    WholeFile.write(file, "one");
    assertThat(WholeFile.write(file, "deux é")).isEqualTo(file).hasContent("deux é");
    assertThat(file.getParent()).isDirectoryContaining(one -> one.equals(file));
  }

  @Test
  void aPrivateFileAndItsNewFoldersAreItsOwnersAlone() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("replies/demande-1/reponse.txt");
    for (int written = 0; written < 2; written++) {
      WholeFile.writePrivate(file, out -> out.write('x'));
      assertThat(rights(file)).isEqualTo("rw-------");
    }
    assertThat(rights(folder.resolve("replies"))).isEqualTo("rwx------");
    assertThat(rights(folder.resolve("replies/demande-1"))).isEqualTo("rwx------");
    Path beside = WholeFile.writePrivateBeside(file, out -> out.write('y'));
    assertThat(beside).hasFileName("reponse-2.txt").hasContent("y");
    assertThat(rights(beside)).isEqualTo("rw-------");
    assertThat(WholeFile.writePrivateBeside(file, out -> out.write('z')))
        .hasFileName("reponse-3.txt");
    assertThat(file).hasContent("x");
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aFailureMidwayLeavesTheFormerFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("report.txt"), "former");
    Throwable failure =
        catchThrowable(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write("half".getBytes(StandardCharsets.UTF_8));
                      assertThat(file).hasContent("former");
                      throw new IOException("disk full");
                    }));
    assertThat(failure).isInstanceOf(UncheckedIOException.class);
    assertThat(file).hasContent("former");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    Path reports = notAFolder.resolve("reports");
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> WholeFile.write(reports.resolve("x"), "x"));
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    assertThat(refusal.lines()).singleElement().asString().contains(reports + " is not writable");
  }

  @Test
  void anUnwritableFolderIsToldBefore() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> WholeFile.refuseUnwritable(notAFolder.resolve("r"), "reports", "--reports"));
    assertThat(refusal.lines())
        .containsExactly(
            "reports folder "
                + notAFolder.resolve("r")
                + " is not writable; mend its rights or use --reports");
  }

  @Test
  void aLookBeforehandLeavesNothingBehind() throws IOException {
    WholeFile.refuseUnwritable(folder.resolve("new/2026-11-23"), "reports", "--reports");
    assertThat(folder).isEmptyDirectory();

    Path astray = Files.createSymbolicLink(folder.resolve("astray"), folder.resolve("gone"));
    assertThatThrownBy(
            () -> WholeFile.refuseUnwritable(astray.resolve("day"), "reports", "--reports"))
        .isInstanceOf(Refusal.class);
  }

  /** All of a disk would be looked through for what was written there before. */
  @Test
  void aWholeFileSystemIsNoFolder() {
    assertThatThrownBy(() -> WholeFile.refuseWhole(Path.of("/a/.."), "reports", "--reports"))
        .hasMessage(
            "reports folder /a/.. is a whole file system; name a folder in it with --reports");
    WholeFile.refuseWhole(Path.of("/a"), "reports", "--reports");
  }
}
