package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A test's name says when it runs: {@code *Test} in {@code mvn test}, which starts no server and no
 * process, and {@code *IT} in {@code mvn verify}. Maven looks at the names of classes, people look
 * at the names of files.
 */
class TestNamesTest {

  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern A_TEST =
      Pattern.compile(
          "^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|ArchTest)\\b", Pattern.MULTILINE);
  private static final Pattern STARTS_SOMETHING =
      Pattern.compile(
          "import fr\\.oubli\\.testing\\.(Fixture|Shop|Company|Foreign|EarlierVersion|OubliProcess"
              + "|PurgeProcess);|[^\\w{]TestServer\\b|\\bEmbeddedPostgres\\.|new ProcessBuilder\\b");

  @Test
  void everyTestIsInAClassAndAFileOfTheSameName() {
    assertThat(sources().filter(TestNamesTest::hasTests))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(text(file))
                    .as("%s: the class bears another name than the file", file)
                    .containsPattern("\\bclass " + name(file) + "\\b"));
  }

  @Test
  void everyTestIsNamedTestOrIT() {
    assertThat(sources().filter(TestNamesTest::hasTests))
        .allSatisfy(
            file ->
                assertThat(name(file))
                    .as("%s: Maven runs no test of this name", file)
                    .matches(".*(Test|IT)"));
  }

  @Test
  void whatStartsAServerOrAProcessIsNamedIT() {
    List<Path> units =
        sources()
            .filter(file -> name(file).endsWith("Test") && !name(file).equals("TestNamesTest"))
            .toList();

    assertThat(units)
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(text(file))
                    .as("%s starts a server or a process; name it *IT", file)
                    .doesNotContainPattern(STARTS_SOMETHING));
  }

  private static Stream<Path> sources() {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasTests(Path file) {
    return A_TEST.matcher(text(file)).find();
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.java$", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
