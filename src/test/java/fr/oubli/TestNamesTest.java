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
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:IT|Test))`");
  private static final Pattern STARTS_SOMETHING =
      Pattern.compile(
          "import fr\\.oubli\\.testing\\.(Fixture|Shop|Company|Foreign|EarlierVersion|OubliProcess"
              + "|PurgeProcess);|[^\\w{]TestServer\\b|\\bEmbeddedPostgres\\.|new ProcessBuilder\\b");

  @Test
  void everyTestIsInAClassAndAFileOfTheSameName() {
    assertThat(sources().filter(TestNamesTest::hasTests))
        .isNotEmpty()
        .filteredOn(file -> !text(file).contains("class " + name(file) + " "))
        .as("files whose class bears another name")
        .isEmpty();
  }

  @Test
  void everyTestIsNamedTestOrIT() {
    assertThat(sources().filter(TestNamesTest::hasTests))
        .filteredOn(file -> !name(file).endsWith("Test") && !name(file).endsWith("IT"))
        .as("tests that Maven does not run")
        .isEmpty();
  }

  @Test
  void whatStartsAServerOrAProcessIsNamedIT() {
    assertThat(sources())
        .filteredOn(file -> name(file).endsWith("Test") && !name(file).equals("TestNamesTest"))
        .isNotEmpty()
        .filteredOn(file -> STARTS_SOMETHING.matcher(text(file)).find())
        .as("tests that start a server or a process, and must be named *IT")
        .isEmpty();
  }

  @Test
  void whatOubliWillNeverDoNamesTheTestsThatProveIt() {
    String readme = text(Path.of("README.md"));
    String chapter = readme.substring(readme.indexOf("## What it will never do"));
    List<String> promises = Stream.of(chapter.split("\\n- ")).skip(1).toList();

    assertThat(promises)
        .isNotEmpty()
        .allSatisfy(
            promise -> assertThat(NAMED.matcher(promise).find()).as("names a test").isTrue());
    assertThat(NAMED.matcher(chapter).results().map(match -> match.group(1)))
        .allSatisfy(
            named ->
                assertThat(sources().filter(TestNamesTest::hasTests))
                    .extracting(TestNamesTest::name)
                    .contains(named));
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
