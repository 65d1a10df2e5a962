package fr.oubli;

import fr.oubli.platform.console.CommandLines;
import fr.oubli.platform.console.Variables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;

/**
 * A command that was typed, in this process and with an environment of its own.
 *
 * @param out what it printed
 * @param err what it said in lines of its own, for a person
 */
record Typed(int code, String out, String err) {

  static Typed run(Map<String, String> environment, String... words) {
    return Variables.with(environment, () -> run(words));
  }

  private static Typed run(String... words) {
    CommandLine line =
        new CommandLine(Objects.requireNonNull(Oubli.commands().get(words[0]), words[0]).get());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = CommandLines.run(line, Arrays.copyOfRange(words, 1, words.length));
    return new Typed(code, out.toString(), err.toString());
  }

  List<String> lines() {
    return err.lines().toList();
  }
}
