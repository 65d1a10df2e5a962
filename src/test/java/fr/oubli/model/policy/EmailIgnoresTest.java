package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailIgnoresTest {

  @TempDir private Path folder;

  private Path policy(String ignores) throws IOException {
    return Files.writeString(
        folder.resolve("policy.yml"),
        """
        policy: spelled
        zone: Europe/Paris
        subject: { collection: users, same-person-by: [email]%s }
        rules:
          users:
            cites: "section 1"
            basis: consent
            starts: { row: users.seen_at }
            keep: { at-most: P1Y }
            then: { users: delete }
        """
            .formatted(ignores));
  }

  private EmailIgnores read(String ignores) throws IOException {
    return EmailIgnores.of(PolicyFile.read(policy(ignores)));
  }

  @Test
  void everySignCountsUnlessThePolicySaysOtherwise() throws IOException {
    assertThat(read("")).isEqualTo(EmailIgnores.NOTHING);
    assertThat(read(", email-ignores: { dots: [gmail.com, googlemail.com], tags: everywhere }"))
        .isEqualTo(new EmailIgnores(List.of("gmail.com", "googlemail.com"), List.of("everywhere")));
    assertThat(EmailIgnores.NOTHING.folded("a.b+c@gmail.com")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.c@gmail.com, abc@gmail.com",
    "a.b+shop@gmail.com, ab@gmail.com",
    "a.b+shop@exemple.fr, a.b@exemple.fr",
    "ab@gmail.com, ab@gmail.com",
    "+@exemple.fr, ",
    "..@gmail.com, "
  })
  void dotsAndTagsMeanNothingWhereItSaysSo(String address, String folded) {
    assertThat(
            new EmailIgnores(List.of("gmail.com"), List.of("everywhere"))
                .folded(address)
                .orElse(null))
        .isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ dot: [gmail.com] } | unknown key 'dot' in 'email-ignores'; did you mean 'dots'?",
        "{ dots: [] } | 'dots' is an empty list; name a domain such as [gmail.com], or leave it out",
        "{ dots: [@Gmail.com] } | no domain",
        "{ tags: gmail.com } | write everywhere, or domains between brackets, such as [gmail.com]",
        "{} | 'email-ignores' says nothing; write { dots: [gmail.com] }, or leave it out"
      })
  void aFaultIsOneLineWithItsPlaceAndItsMend(String ignores, String line) throws IOException {
    Path file = policy(", email-ignores: " + ignores.replace("@Gmail.com", "'@Gmail.com'"));
    List<String> lines = catchThrowableOfType(Refusal.class, () -> PolicyFile.read(file)).lines();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith(file + ":3: ").contains(line);
  }
}
