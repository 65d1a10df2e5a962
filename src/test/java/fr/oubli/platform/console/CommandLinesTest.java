package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class CommandLinesTest {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @Command(name = "try-out")
  static final class TryOut implements Callable<Integer> {
    @Mixin CommonOptions common = new CommonOptions();
    private final @Nullable Exception failure;

    TryOut(@Nullable Exception failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      if (failure != null) {
        throw failure;
      }
      LoggerFactory.getLogger("some.library").info("chatter");
      LoggerFactory.getLogger("some.library").warn("beware");
      return 3;
    }
  }

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(before);
    Logs.setUp(LogFormat.TEXT);
  }

  private int run(@Nullable Exception failure, String... arguments) {
    return CommandLines.run(new TryOut(failure), arguments);
  }

  private List<String> lines() {
    return told.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static PSQLException server(String fields) {
    return new PSQLException(new ServerErrorMessage(fields.replace('|', '\0')), false);
  }

  @Test
  void theValueOfTheCommandIsTheExitCode() {
    assertThat(run(null)).isEqualTo(3);
    assertThat(lines()).containsExactly("warn: beware");
  }

  @Test
  void jsonIsOneObjectPerLine() {
    run(null, "--log", "json");
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "\\{\"time\":\"[^\"]+Z\",\"level\":\"WARN\",\"event\":\"beware\","
                + "\"logger\":\"some.library\"}");
  }

  @Test
  void aRefusalIsItsLinesAndItsCode() {
    Refusal refusal = new Refusal(ExitCode.REFUSED, List.of("one", "two"));
    assertThat(run(new IllegalStateException(refusal))).isEqualTo(4);
    assertThat(lines()).containsExactly("one", "two");
  }

  @Test
  void aRefusalForCollectorsIsAnEvent() {
    assertThat(run(new Refusal(ExitCode.BUSY, "busy"), "--log=json")).isEqualTo(75);
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("\"event\":\"busy\"", "\"fields\":{\"exit\":75}");
  }

  @Test
  void wrongUsageIsOneLine() {
    assertThat(run(null, "--nope")).isEqualTo(2);
    assertThat(lines()).containsExactly("Unknown option: '--nope'; see try-out --help");
  }

  @Test
  void anUnexpectedFailureIsOneLine() {
    assertThat(run(new IllegalStateException("odd\nthing"))).isEqualTo(1);
    assertThat(lines()).containsExactly("oubli failed: IllegalStateException: odd thing");
  }

  @Test
  void debugAddsTheTraceOfEachCause() {
    run(new IllegalStateException("odd", new IllegalArgumentException("why")), "--debug");
    assertThat(lines())
        .contains("caused by java.lang.IllegalArgumentException: IllegalArgumentException: why")
        .anyMatch(line -> line.startsWith("\tat fr.oubli.platform.console.CommandLinesTest"));
  }

  @Test
  void aDatabaseFailureNeverQuotesTheRow() {
    SQLException unique =
        server("SERROR|C23505|Mduplicate key value|DKey (email)=(jeanne@exemple.fr) exists.||");
    assertThat(Failures.line(new IllegalStateException("wrapped jeanne@exemple.fr", unique)))
        .isEqualTo("SQLState 23505: duplicate key value");
    assertThat(Failures.trace(new IllegalStateException("wrapped jeanne@exemple.fr", unique)))
        .doesNotContain("jeanne");
    SQLException cast =
        server(
            "SERROR|C22P02|Minvalid input syntax for integer: \"jeanne@exemple.fr\"|tcustomers||");
    assertThat(Failures.line(cast))
        .isEqualTo("SQLState 22P02: a value does not fit table customers");
    BatchUpdateException batch =
        new BatchUpdateException("insert ... ('jeanne@exemple.fr')", "23505", new int[0], unique);
    batch.setNextException(unique);
    assertThat(Failures.line(batch)).doesNotContain("jeanne");
  }
}
