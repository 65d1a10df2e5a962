package fr.oubli.platform.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions for fish, which picocli does not know. */
final class FishCompletion {

  private final List<String> lines = new ArrayList<>();

  private FishCompletion() {}

  static String of(CommandLine program) {
    FishCompletion completion = new FishCompletion();
    String name = program.getCommandName();
    completion.lines.add("complete -c " + name + " -f");
    completion.add(name, program, "__fish_use_subcommand", List.of());
    return String.join("\n", completion.lines);
  }

  /**
   * @param when the test of fish that the command line is in this command
   * @param path the commands that lead to it
   */
  private void add(String name, CommandLine command, String when, List<String> path) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      lines.add(
          "complete -c %s -n '%s'%s%s -d %s"
              .formatted(
                  name,
                  when,
                  names(option),
                  option.arity().max() == 0 ? "" : " -r -F",
                  quoted(firstLine(option.description()))));
    }
    for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
      lines.add(
          "complete -c %s -n '%s' -a %s -d %s"
              .formatted(
                  name,
                  path.isEmpty() ? when : when + without(command),
                  sub.getKey(),
                  quoted(firstLine(sub.getValue().getCommandSpec().usageMessage().description()))));
      List<String> deeper = new ArrayList<>(path);
      deeper.add(sub.getKey());
      add(
          name,
          sub.getValue(),
          "__fish_seen_subcommand_from " + sub.getKey() + after(path),
          deeper);
    }
  }

  /** Once one of its own commands is there, no other is offered. */
  private static String without(CommandLine command) {
    return "; and not __fish_seen_subcommand_from "
        + String.join(" ", command.getSubcommands().keySet());
  }

  private static String after(List<String> path) {
    StringBuilder tests = new StringBuilder();
    path.forEach(above -> tests.append("; and __fish_seen_subcommand_from ").append(above));
    return tests.toString();
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return names.toString();
  }

  private static String firstLine(String[] description) {
    return description.length == 0 ? "" : description[0];
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
