package fr.oubli.registers.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.FileStore.Removal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFilesTest {

  @TempDir private Path folder;
  private Path root;
  private Path secret;

  @BeforeEach
  void files() throws IOException {
    root = Files.createDirectories(folder.resolve("recordings"));
    secret = Files.writeString(folder.resolve("secret"), "the host's");
    Files.writeString(root.resolve("a.wav"), "voice");
    Files.createDirectories(root.resolve("calls"));
    Files.writeString(root.resolve("calls/b.wav"), "voice");
    Files.createSymbolicLink(root.resolve("link.wav"), secret);
    Files.createSymbolicLink(root.resolve("own.wav"), root.resolve("a.wav"));
    Files.createSymbolicLink(root.resolve("up"), folder);
  }

  private RecordingFiles store() {
    return new RecordingFiles(root);
  }

  @Test
  void aWholeFileSystemIsNoFolderOfFiles() {
    assertThatThrownBy(() -> new RecordingFiles(Path.of("/tmp/..")))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("the folder of files is /, a whole file system");
  }

  @ParameterizedTest
  @CsvSource({
    "a.wav, REMOVED",
    "calls/b.wav, REMOVED",
    "calls/../a.wav, REMOVED",
    "none.wav, MISSING",
    "none/none.wav, MISSING",
    "calls, FOLDER",
    "link.wav, LINK",
    "own.wav, LINK",
    "up/secret, LINK",
    "up/recordings/a.wav, LINK",
    "a.wav/1, BEHIND_FILE",
    "../secret, OUTSIDE",
    "/etc/hostname, OUTSIDE"
  })
  void aRemovalIsDoneOrSaysWhyNot(String path, Removal expected) {
    boolean there = store().exists(path);

    assertThat(store().remove(path)).isEqualTo(expected);

    assertThat(there).isEqualTo(expected == Removal.REMOVED);
    assertThat(secret).exists();
    assertThat(root.resolve("calls")).exists();
    assertThat(root.resolve("link.wav")).exists();
    assertThat(root.resolve("a.wav").toFile().exists() || expected == Removal.REMOVED).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"link.wav", "own.wav", "up/secret", "calls", "none.wav", "../secret"})
  void nothingButAFileOfTheFolderIsCopied(String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(store().exists(path)).isFalse();
    assertThatThrownBy(() -> store().copy(path, out))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining(path);
    assertThat(out.size()).isZero();
  }

  @Test
  void aFolderThatIsItselfALinkIsTheFolder() throws IOException {
    RecordingFiles linked =
        new RecordingFiles(Files.createSymbolicLink(folder.resolve("mounted"), root));

    List<String> names = new ArrayList<>();
    linked.each(names::add);

    assertThat(names).containsExactlyInAnyOrder("a.wav", "calls/b.wav");
    assertThat(linked.holdsAny()).isTrue();
    assertThat(linked.remove("calls/b.wav")).isEqualTo(Removal.REMOVED);
    assertThat(root.resolve("calls/b.wav")).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereLosesNothing() {
    RecordingFiles absent = new RecordingFiles(folder.resolve("absent"));

    assertThat(absent.remove("a.wav")).isEqualTo(Removal.STORE_ABSENT);
    assertThat(absent.holdsAny()).isFalse();
    absent.each(name -> assertThat(name).isNull());
  }
}
