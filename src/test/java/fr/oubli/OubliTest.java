package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.console.CommandLines;
import fr.oubli.platform.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OubliTest {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /** The commands that do something, by the words that call them. */
  private static Map<String, CommandLine> leaves() {
    Map<String, CommandLine> leaves = new TreeMap<>();
    collect(Oubli.line(), leaves);
    return leaves;
  }

  private static void collect(CommandLine line, Map<String, CommandLine> leaves) {
    if (line.getSubcommands().isEmpty()) {
      leaves.put(line.getCommandSpec().qualifiedName(), line);
    }
    line.getSubcommands().values().forEach(sub -> collect(sub, leaves));
  }

  private static String said(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Oubli.line(arguments);
    line.setOut(new PrintWriter(out));
    assertThat(CommandLines.run(line, arguments)).isZero();
    return out.toString();
  }

  @Test
  void everyCommandIsKnownByItsOwnName() {
    Oubli.commands()
        .forEach(
            (name, command) ->
                assertThat(new CommandLine(command.get()).getCommandName()).isEqualTo(name));
  }

  @Test
  void everyCommandHasALauncher() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("jobs"))) {
      List<String> launchers =
          files
              .filter(Files::isExecutable)
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .toList();
      List<String> expected = new ArrayList<>(Oubli.commands().keySet());
      expected.remove(Oubli.COMPLETION);
      expected.add("oubli");
      assertThat(launchers).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void everyPageOfHelpEndsWithExamplesThatCanBeTypedAndExitCodes() {
    for (String name : leaves().keySet()) {
      List<String> arguments = new ArrayList<>(List.of(name.split(" ")));
      arguments.remove(0);
      arguments.add("--help");
      String page = said(arguments.toArray(String[]::new));
      assertThat(page).as(name).contains("Examples:", "Exit codes:");
      List<String> examples =
          page.lines().filter(line -> line.startsWith("  " + name)).map(String::strip).toList();
      assertThat(examples).as(page).isNotEmpty().allSatisfy(OubliTest::isUnderstood);
      for (ExitCode code : ExitCode.values()) {
        assertThat(page.replaceAll("\\s+", " ")).contains(code.code() + " " + code.meaning());
      }
    }
  }

  private static void isUnderstood(String example) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(example);
    while (word.find()) {
      words.add(
          Stream.of(word.group(1), word.group(2), word.group(3))
              .filter(text -> text != null)
              .findFirst()
              .orElseThrow());
    }
    words.remove(0);
    String[] arguments = words.toArray(String[]::new);
    Oubli.line(arguments).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
  }

  @Test
  void everyOptionAndParameterSaysWhatItIsFor() {
    leaves()
        .forEach(
            (name, line) ->
                assertThat(line.getCommandSpec().args())
                    .allSatisfy(
                        arg ->
                            assertThat(String.join("", arg.description()))
                                .as(name + " " + arg.paramLabel())
                                .isNotBlank()));
  }

  @Test
  void everyCommandSaysItsVersion() {
    for (String[] arguments :
        List.of(
            new String[] {"--version"},
            new String[] {"check", "--version"},
            new String[] {"hold", "add", "-V"})) {
      assertThat(said(arguments))
          .startsWith("oubli ")
          .contains("Java " + System.getProperty("java.version"));
    }
  }

  @Test
  void shellsAreTaughtEveryCommandAndOption() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      String script = said("completion", shell);
      leaves()
          .forEach(
              (name, line) -> {
                assertThat(script).contains(line.getCommandName());
                line.getCommandSpec()
                    .options()
                    .forEach(
                        option ->
                            assertThat(script)
                                .as(shell + " " + name)
                                .contains(
                                    shell.equals("fish")
                                        ? "-l " + option.longestName().substring(2)
                                        : option.longestName()));
              });
    }
  }

  @Test
  void theReadmeSaysWhatTheExitCodesMean() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (ExitCode code : ExitCode.values()) {
      assertThat(readme).contains("| %d | %s |".formatted(code.code(), code.meaning()));
    }
  }
}
