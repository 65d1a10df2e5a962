package fr.oubli.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a run could be sealed is known before a row is touched. */
class SealKeyPlaceTest {

  @TempDir private Path folder;

  @Test
  void aFolderInWhichAKeyCanBeMadeIsLeftAsItIs() {
    Path home = folder.resolve("home/keys");
    SealKey.refuseUnusable(home);
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void aKeyThatIsThereIsRead() throws IOException {
    SealKey.in(folder);
    SealKey.refuseUnusable(folder);
    Files.writeString(folder.resolve("seal-key"), "no key\n");
    assertThat(refused(folder).lines().get(0)).contains("cannot be used; restore it from its copy");
  }

  @Test
  void aFileInThePlaceOfTheFolderIsRefusedWithWhatToSet() throws IOException {
    Path file = Files.writeString(folder.resolve("home"), "a file");
    for (Path place : new Path[] {file, file.resolve("keys")}) {
      assertThat(refused(place).lines().get(0))
          .isEqualTo(
              "the seal key's folder "
                  + place
                  + " is not writable; mend its rights or use OUBLI_HOME");
    }
  }

  private static Refusal refused(Path place) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> SealKey.refuseUnusable(place));
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    return refusal;
  }
}
