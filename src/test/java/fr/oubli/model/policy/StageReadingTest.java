package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An action with columns is a stage, and one without is what it always was. */
class StageReadingTest {

  @TempDir private Path folder;

  private Rule rule(String action) throws IOException {
    Path file = folder.resolve("policy.yml");
    Files.writeString(
        file,
        """
        policy: stages
        zone: Europe/Paris
        rules:
          r:
            cites: section 4
            basis: consent
            starts: { row: comments.posted_at }
            keep: { at-most: P1Y }
            then: { comments: %s }
        """
            .formatted(action));
    return PolicyFile.read(file).rules().get(0);
  }

  @Test
  void columnsMakeAStage() throws IOException {
    assertThat(rule("{ anonymise: [ip, payload.mail] }").action("comments"))
        .contains(new Anonymise(List.of("ip", "payload.mail")));
  }

  @Test
  void theWordAloneMasksAll() throws IOException {
    Action action = rule("anonymise").action("comments").orElseThrow();

    assertThat(action).isEqualTo(new Anonymise());
    assertThat(action.isStage()).isFalse();
    assertThat(action.word()).isEqualTo("anonymise");
  }
}
