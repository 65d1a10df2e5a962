package fr.oubli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.exit.ExitCode;
import fr.oubli.exit.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
