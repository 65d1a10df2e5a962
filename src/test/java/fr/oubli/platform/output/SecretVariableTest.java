package fr.oubli.platform.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretVariableTest {

  private static final SecretVariable HOOK = new SecretVariable("HOOK", "the address");

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("hook"), content);
  }

  @Test
  void itStandsInTheVariableOrOnTheLineOfAFile() throws IOException {
    assertThat(HOOK.in(Map.of())).isEmpty();
    assertThat(HOOK.in(Map.of("HOOK", "", "HOOK_FILE", ""))).isEmpty();
    assertThat(HOOK.in(Map.of("HOOK", "https://a"))).contains("https://a");
    for (String end : new String[] {"", "\n", "\r\n"}) {
      assertThat(HOOK.in(Map.of("HOOK_FILE", file("https://b" + end).toString())))
          .contains("https://b");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| must hold the address on one line",
        "'\n'| must hold the address on one line",
        "'one\ntwo'| must hold the address on one line"
      })
  void aFileThatHasNoSuchLineIsRefusedByItsName(String content, String why) throws IOException {
    refuses(Map.of("HOOK_FILE", file(content).toString()), why.strip());
  }

  @Test
  void nothingOfASecretIsRepeated() throws IOException {
    refuses(Map.of("HOOK", "token-1", "HOOK_FILE", file("token-2").toString()), "keep one");
    refuses(Map.of("HOOK_FILE", folder.resolve("none").toString()), "does not exist");
    Path bytes = folder.resolve("bytes");
    Files.write(bytes, "cl\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    refuses(Map.of("HOOK_FILE", bytes.toString()), "is not text in UTF-8");
  }

  private static void refuses(Map<String, String> environment, String why) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> HOOK.in(environment));
    assertThat(refusal.lines().get(0)).startsWith("HOOK").contains(why).doesNotContain("token-");
  }
}
