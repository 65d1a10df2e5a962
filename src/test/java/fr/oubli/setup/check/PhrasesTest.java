package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhrasesTest {

  @TempDir private Path folder;

  private String said(String starts) throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yml"),
            """
            policy: network
            zone: UTC
            subject: { collection: users }
            rules:
              members:
                cites: "3 years"
                basis: contract
                starts: %s
                keep: { at-most: P3Y }
                then: { users: delete }
            """
                .formatted(starts));
    Rule rule = PolicyFile.read(policy).rules().get(0);
    return String.join("\n", Phrases.rule(rule, LocalDate.of(2023, 11, 24)));
  }

  @Test
  void anEventOfAnyPartyIsSaidToBeOne() throws IOException {
    assertThat(
            said(
                "{ latest: [users.seen, { messages.sent_at: any-party }, orders.at], per: subject }"))
        .isEqualTo(
            """
            members: due up to 2023-11-24, at most 3 years from the person's latest users.seen,
              messages.sent_at of any party, orders.at""");
  }

  @Test
  void theDateOfARowIsSaidAlone() throws IOException {
    assertThat(said("{ row: users.seen }"))
        .isEqualTo("members: due up to 2023-11-24, at most 3 years from users.seen");
  }
}
