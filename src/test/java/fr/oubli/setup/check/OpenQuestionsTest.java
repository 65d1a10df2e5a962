package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenQuestionsTest {

  @TempDir private Path folder;

  @Test
  void questionsOfADraftAreCountedWithTheirLines() throws IOException {
    Path map =
        Files.writeString(
            folder.resolve("map.yml"),
            "# each DECIDE waits\ndataset:\n  # DECIDE: one\n  - a\n  # DECIDE: two\n");
    assertThat(String.join(" ", OpenQuestions.in(map)).replaceAll("\\s+", " "))
        .isEqualTo("2 questions still to be decided (# DECIDE) in " + map + ", lines 3, 5");
  }

  @Test
  void aMapThatAsksNothingIsNotRemarkedOn() throws IOException {
    assertThat(OpenQuestions.in(Files.writeString(folder.resolve("map.yml"), "dataset: []")))
        .isEmpty();
  }
}
