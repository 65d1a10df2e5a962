package fr.oubli;

import fr.oubli.platform.console.CommandLines;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Runs one command line after another, in one process, as the command line's own entry runs them.
 * It reads a line each, variables of the environment and arguments, and answers with a line: the
 * exit code and what was printed. Whatever a command does to its process befalls this one.
 */
public final class FuzzWorker {

  private FuzzWorker() {}

  public static void main(String[] none) throws Exception {
    PrintStream answers = System.out;
    BufferedReader asked =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Map<String, String> environment = environment();
    Map<String, String> usual = new HashMap<>(environment);
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      List<String> words = decoded(line);
      int variables = Integer.parseInt(words.get(0));
      environment.putAll(usual);
      for (int i = 0; i < variables; i++) {
        environment.put(words.get(1 + 2 * i), words.get(2 + 2 * i));
      }
      String[] arguments = words.subList(1 + 2 * variables, words.size()).toArray(String[]::new);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int code = run(arguments);
      answers.println(encoded(List.of("" + code, text(out), text(err))));
      answers.flush();
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** A new command line each time: options keep what they were given. */
  private static int run(String[] arguments) {
    CommandLine line = new CommandLine(new Oubli0());
    Oubli.commands().forEach((name, command) -> line.addSubcommand(name, command.get()));
    return CommandLines.run(line, arguments);
  }

  /** Stands for {@link Oubli}, of which there is one a process. */
  @CommandLine.Command(name = "oubli", mixinStandardHelpOptions = true)
  static final class Oubli0 {}

  /** The map behind the environment of this process; what is put there is seen by everybody. */
  @SuppressWarnings("unchecked")
  private static Map<String, String> environment() throws ReflectiveOperationException {
    Map<String, String> shown = System.getenv();
    Field behind = shown.getClass().getDeclaredField("m");
    behind.setAccessible(true);
    return (Map<String, String>) behind.get(shown);
  }

  static String encoded(List<String> words) {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      all.add(Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)));
    }
    return String.join(" ", all);
  }

  static List<String> decoded(String line) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      words.add(new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8));
    }
    return words;
  }
}
