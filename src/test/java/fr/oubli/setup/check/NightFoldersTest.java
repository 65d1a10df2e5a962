package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.console.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightFoldersTest {

  private static List<String> remarks(Path home, Path reports) {
    return new NightFolders(
            Places.of(Map.of("OUBLI_HOME", home.toString(), "OUBLI_REPORTS", reports.toString())))
        .remarks();
  }

  /** Another account may run the nights, and a schedule may name other folders. */
  @Test
  void aFolderThatThisAccountCannotWriteIsRemarkedOn(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(remarks(folder, file.resolve("reports")))
        .containsExactly(
            "a night under this account would refuse: reports folder "
                + file.resolve("reports")
                + " is not writable; mend its rights or use OUBLI_REPORTS");
    assertThat(remarks(file.resolve("home"), folder)).hasSize(1);
    assertThat(remarks(folder.resolve("home"), folder.resolve("reports"))).isEmpty();
    assertThat(folder.resolve("home")).doesNotExist();
  }
}
