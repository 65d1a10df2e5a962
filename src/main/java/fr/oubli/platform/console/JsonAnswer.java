package fr.oubli.platform.console;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer of a command to a program, as a mixin: {@code @Mixin final JsonAnswer json}. With
 * {@code --json} standard output is one JSON document, and whatever the command says to people goes
 * to standard error. {@code jobs/answers.schema.json} says what stands in each document.
 */
public final class JsonAnswer {

  /** Grows when a field is renamed, ends or changes its meaning; new fields may come without. */
  private static final int FORMAT = 1;

  private static final String NAME = "--json";
  private static final String PROGRAM = "oubli ";

  /** Nothing but ASCII is written, so that no terminal and no other encoding changes a value. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  @Option(
      names = NAME,
      description =
          "one JSON document on standard output, as jobs/answers.schema.json describes it")
  private boolean asked;

  private String command = "";
  private @Nullable PrintWriter out;

  /** Whether a program reads the answer: nothing is printed for people then. */
  public boolean asked() {
    return asked;
  }

  /**
   * Writes the document.
   *
   * @param answer a record, or another value that becomes a JSON object
   * @return the command's exit code
   */
  public int tell(ExitCode code, Object answer) {
    ObjectNode document = begun(command, code);
    document.setAll((ObjectNode) MAPPER.valueToTree(answer));
    print(document, Objects.requireNonNull(out, "a command line gives it"));
    return code.code();
  }

  /**
   * @param option with which the command does more than read
   * @throws Refusal when a program reads the answer: it would not know what was done
   */
  public void refuseWith(String option) {
    if (asked) {
      throw new Refusal(
          ExitCode.INVALID, "%s goes with what only reads; leave out %s".formatted(NAME, option));
    }
  }

  /** The answer that the command of a line was asked for; one that nobody asked for where none. */
  static JsonAnswer of(ParseResult parsed) {
    List<CommandLine> lines = parsed.asCommandLineList();
    return lines.get(lines.size() - 1).getMixins().values().stream()
        .filter(JsonAnswer.class::isInstance)
        .map(JsonAnswer.class::cast)
        .findFirst()
        .orElseGet(JsonAnswer::new);
  }

  /** Keeps standard output for the document, and sends what is said to people elsewhere. */
  void begin(ParseResult parsed) {
    List<CommandLine> lines = parsed.asCommandLineList();
    CommandLine last = lines.get(lines.size() - 1);
    if (asked) {
      command = named(last.getCommandSpec());
      out = last.getOut();
      lines.forEach(line -> line.setOut(line.getErr()));
    }
  }

  /** What stands in the way, as a document of its own. */
  void failed(ExitCode code, List<String> lines) {
    PrintWriter document = out;
    if (asked && document != null) {
      print(failure(command, code, lines), document);
    }
  }

  /** The same of a line that could not be read, whose command does not know yet what was asked. */
  static void misused(CommandLine line, String[] arguments, ExitCode code, List<String> lines) {
    if (List.of(arguments).contains(NAME) && line.getCommandSpec().findOption(NAME) != null) {
      print(failure(named(line.getCommandSpec()), code, lines), line.getOut());
    }
  }

  private static ObjectNode failure(String command, ExitCode code, List<String> lines) {
    ObjectNode document = begun(command, code);
    document.put("error", String.join("\n", lines));
    return document;
  }

  private static ObjectNode begun(String command, ExitCode code) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("format", FORMAT);
    document.put("command", command);
    document.put("verdict", code.name().toLowerCase(Locale.ROOT));
    document.put("exit", code.code());
    return document;
  }

  /** Without the program's own name. */
  private static String named(CommandSpec spec) {
    String name = spec.qualifiedName();
    return name.startsWith(PROGRAM) ? name.substring(PROGRAM.length()) : name;
  }

  private static void print(ObjectNode document, PrintWriter out) {
    out.println(MAPPER.writeValueAsString(document));
    out.flush();
  }
}
