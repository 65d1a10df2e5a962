package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonAnswerTest {

  /** A command with a subcommand that reads, refuses or fails. */
  @Command(name = "oubli")
  static final class Register {

    @Spec private @Nullable CommandSpec spec;

    /** What is answered. */
    private record Answer(LocalDate reviewOn, @Nullable String rowKey, List<String> faults) {}

    @Command(name = "look")
    int look(
        @Mixin JsonAnswer json,
        @Option(names = "--change") boolean change,
        @Parameters(arity = "0..1") String what) {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println("looking");
      if (change) {
        json.refuseWith("--change");
      }
      switch (String.valueOf(what)) {
        case "refuse" -> throw new Refusal(ExitCode.REFUSED, List.of("one", "two"));
        case "fail" -> throw new IllegalStateException("broken");
        default -> {
          Answer answer =
              new Answer(LocalDate.of(2026, 11, 23), null, List.of("é\u202e\u0007 \"x\"\n"));
          return json.asked() ? json.tell(ExitCode.QUARANTINE, answer) : 3;
        }
      }
    }

    @Command(name = "put")
    int put() {
      return 0;
    }
  }

  /** What a command printed, and how it ended. */
  private record Told(int code, String out, String err) {

    JsonNode document() {
      assertThat(out.lines()).hasSize(1);
      return JsonMapper.shared().readTree(out);
    }
  }

  private static Told run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new Register());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = CommandLines.run(line, words);
    return new Told(code, out.toString(), err.toString());
  }

  @Test
  void standardOutputIsOneDocumentAndWhatIsSaidGoesElsewhere() {
    Told told = run("look", "--json");

    assertThat(told.code()).isEqualTo(3);
    assertThat(told.err().strip()).isEqualTo("looking");
    assertThat(told.out().chars()).allMatch(character -> character < 127);
    assertThat(told.document().toString())
        .isEqualTo(
            "{\"format\":1,\"command\":\"look\",\"verdict\":\"quarantine\",\"exit\":3,"
                + "\"review_on\":\"2026-11-23\",\"row_key\":null,"
                + "\"faults\":[\"é\u202e\\u0007 \\\"x\\\"\\n\"]}");
  }

  @Test
  void withoutItNothingChanges() {
    Told told = run("look");

    assertThat(told.out().strip()).isEqualTo("looking");
    assertThat(told.err()).isEmpty();
    assertThat(told.code()).isEqualTo(3);
  }

  @Test
  void aRefusalIsADocumentAndStaysALine() {
    Told told = run("look", "--json", "refuse");

    assertThat(told.code()).isEqualTo(4);
    assertThat(told.err().lines()).containsExactly("looking", "one", "two");
    assertThat(told.document().toString())
        .isEqualTo(
            "{\"format\":1,\"command\":\"look\",\"verdict\":\"refused\",\"exit\":4,"
                + "\"error\":\"one\\ntwo\"}");
  }

  @Test
  void whatItDoesMoreThanReadIsRefused() {
    assertThat(run("look", "--json", "--change").document().get("error").asString())
        .isEqualTo("--json goes with what only reads; leave out --change");
    assertThat(run("look", "--change").code()).isEqualTo(3);
  }

  @Test
  void aFailureIsADocument() {
    Told told = run("look", "--json", "fail");

    assertThat(told.code()).isEqualTo(1);
    assertThat(told.document().get("exit").asInt()).isEqualTo(1);
    assertThat(told.document().get("error").asString()).startsWith("oubli failed: ");
  }

  @Test
  void wrongUsageIsADocumentWhereTheCommandCouldAnswerWithOne() {
    Told told = run("look", "--json", "--unknown");

    assertThat(told.code()).isEqualTo(2);
    assertThat(told.document().get("error").asString())
        .contains("--unknown")
        .endsWith("see oubli look --help");
    assertThat(told.err().lines()).hasSize(1);
    assertThat(run("put", "--json").out()).isEmpty();
  }
}
