package fr.oubli.platform.console;

import fr.oubli.platform.exit.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Adds to every page of help what it ends with: examples, and what the exit codes mean. */
final class HelpPages {

  private static final String EXAMPLES = "examples.txt";
  private static final Set<String> ASKING = Set.of("-h", "--help");

  private HelpPages() {}

  /** To be told apart first: a command that is not asked for its help has no time for it. */
  static boolean areAskedFor(String[] arguments) {
    return List.of(arguments).stream().anyMatch(ASKING::contains);
  }

  static void complete(CommandLine command) {
    complete(command, examples());
  }

  private static void complete(CommandLine command, List<String> examples) {
    String name = command.getCommandSpec().qualifiedName();
    UsageMessageSpec page = command.getCommandSpec().usageMessage();
    if (command.getSubcommands().isEmpty()) {
      page.footerHeading("%nExamples:%n");
      page.footer(
          examples.stream()
              .filter(line -> line.equals(name) || line.startsWith(name + " "))
              .map(line -> "  " + line)
              .toArray(String[]::new));
    }
    page.exitCodeListHeading("%nExit codes:%n");
    page.exitCodeList(codes());
    command.getSubcommands().values().forEach(sub -> complete(sub, examples));
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(String.valueOf(code.code()), code.meaning());
    }
    return codes;
  }

  /** One a line, each as it would be typed. */
  static List<String> examples() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(HelpPages.class.getResourceAsStream(EXAMPLES), EXAMPLES),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(EXAMPLES + " cannot be read", e);
    }
  }
}
