package fr.oubli.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

  private static final Path HOME = Path.of("some/.oubli");

  @TempDir Path folder;

  private static ServerLogin login(Map<String, String> environment) {
    ServerLogin login = DatabaseSettings.from(environment, HOME, 2).server();
    assertThat(login).isNotNull();
    return java.util.Objects.requireNonNull(login);
  }

  private static Map<String, String> with(String... pairs) {
    Map<String, String> environment = new HashMap<>();
    environment.put("OUBLI_DATABASE_URL", "jdbc:postgresql://db.example:5433/shop?sslmode=require");
    environment.put("OUBLI_DATABASE_USER", "oubli");
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return environment;
  }

  private static String refusal(Map<String, String> environment) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> DatabaseSettings.from(environment, HOME, 2).toString());
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    assertThat(refusal.lines()).hasSize(1);
    return refusal.lines().get(0);
  }

  @Test
  void nothingConfiguredIsTheEmbeddedDatabase() {
    DatabaseSettings settings = DatabaseSettings.from(Map.of(), HOME, 2);
    assertThat(settings.server()).isNull();
    assertThat(settings.home()).isEqualTo(HOME.toAbsolutePath());
  }

  @Test
  void theEnvironmentMovesTheHome() {
    Map<String, String> environment = Map.of("OUBLI_HOME", folder.toString());
    assertThat(DatabaseSettings.from(environment, HOME, 2).home()).isEqualTo(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:postgresql://h:5433/shop?sslmode=require", "postgresql://h/shop"})
  void bothFormsOfUrlAreRead(String url) {
    ServerLogin login = login(with("OUBLI_DATABASE_URL", url, "OUBLI_DATABASE_PASSWORD", "x"));
    assertThat(login.url()).isEqualTo(url.startsWith("jdbc:") ? url : "jdbc:" + url);
    assertThat(login.place()).matches("h:543[23]/shop");
  }

  @Test
  void aUserInTheUrlIsRead() {
    Map<String, String> environment = with("OUBLI_DATABASE_URL", "postgresql://anne@h/shop");
    environment.remove("OUBLI_DATABASE_USER");
    ServerLogin login = login(environment);
    assertThat(login.user()).isEqualTo("anne");
    assertThat(login.url()).isEqualTo("jdbc:postgresql://h/shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://h/shop",
        "jdbc:postgresql:shop",
        "postgresql://h:x/shop",
        "postgresql://h:99999/shop",
        "postgresql://h/",
        "postgresql:///shop",
        "postgresql://h/shop%s%n",
        "postgresql://h/shop?options=%zz",
        "shop"
      })
  void aMalformedUrlIsRefused(String url) {
    assertThat(refusal(with("OUBLI_DATABASE_URL", url))).startsWith("OUBLI_DATABASE_URL ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://anne:hunter2@h/shop",
        "jdbc:postgresql://h/shop?sslmode=require&password=hunter2",
        "jdbc:postgresql://h/shop?PassWord=hunter2",
        "mysql://anne:hunter2@h/shop"
      })
  void aPasswordInTheUrlIsRefusedAndNotRepeated(String url) {
    assertThat(refusal(with("OUBLI_DATABASE_URL", url)))
        .contains("holds a password", "OUBLI_DATABASE_PASSWORD_FILE")
        .doesNotContain("hunter2");
  }

  @Test
  void aUserIsNeeded() {
    assertThat(refusal(with("OUBLI_DATABASE_USER", " "))).startsWith("OUBLI_DATABASE_USER is not");
  }

  @Test
  void credentialsWithoutAServerAreRefused() {
    assertThat(refusal(Map.of("OUBLI_DATABASE_USER", "oubli")))
        .isEqualTo("OUBLI_DATABASE_USER is set but OUBLI_DATABASE_URL is not; set both or neither");
  }

  @Test
  void thePasswordIsReadFromAFileWithoutItsLineEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "a b \n");
    assertThat(login(with("OUBLI_DATABASE_PASSWORD_FILE", file.toString())).password())
        .isEqualTo("a b ");
  }

  @Test
  void aPasswordFileThatCannotServeIsRefused() throws IOException {
    Path none = folder.resolve("none");
    assertThat(refusal(with("OUBLI_DATABASE_PASSWORD_FILE", none.toString())))
        .contains(none.toString(), "does not exist");
    Path two = Files.writeString(folder.resolve("two"), "secret-1\nsecret-2\n");
    assertThat(refusal(with("OUBLI_DATABASE_PASSWORD_FILE", two.toString())))
        .contains("on one line")
        .doesNotContain("secret");
    Path empty = Files.writeString(folder.resolve("empty"), "");
    assertThat(refusal(with("OUBLI_DATABASE_PASSWORD_FILE", empty.toString())))
        .contains("on one line");
    assertThat(refusal(with("OUBLI_DATABASE_PASSWORD_FILE", folder.toString())))
        .contains("cannot be read");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(refusal(with("OUBLI_DATABASE_PASSWORD_FILE", bytes.toString()))).contains("UTF-8");
  }

  @Test
  void twoPasswordsAreRefused() {
    assertThat(
            refusal(
                with("OUBLI_DATABASE_PASSWORD", "hunter2", "OUBLI_DATABASE_PASSWORD_FILE", "f")))
        .contains("keep one")
        .doesNotContain("hunter2");
  }

  @Test
  void theSettingsNeverTellThePassword() {
    Map<String, String> environment = with("OUBLI_DATABASE_PASSWORD", "hunter2");
    assertThat(DatabaseSettings.from(environment, HOME, 2).toString())
        .contains("oubli at db.example:5433/shop")
        .doesNotContain("hunter2");
  }
}
