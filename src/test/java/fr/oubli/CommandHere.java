package fr.oubli;

import fr.oubli.platform.console.CommandLines;
import fr.oubli.platform.console.Variables;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** The whole command line in this process, with the streams and the variables of another. */
public final class CommandHere {

  private CommandHere() {}

  /**
   * One at a time, since what a night tells while it runs goes to the streams of the system.
   *
   * @return the exit code
   */
  public static synchronized int run(
      Map<String, String> environment, PrintStream out, PrintStream err, String... words) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setOut(out);
    System.setErr(err);
    try {
      return Variables.with(environment, () -> run(out, err, words));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  private static int run(PrintStream out, PrintStream err, String... words) {
    CommandLine line = Oubli.line(words);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    return CommandLines.run(line, words);
  }
}
