package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

  @AfterEach
  void forget() {
    System.clearProperty("oubli.terminal");
  }

  private String walk(Progress progress) {
    progress.started("cookies: delete", 2, 30);
    progress.advanced(1, 20);
    progress.advanced(1, 10);
    progress.finished("cookies: delete", 30, 1500);
    return told.toString(StandardCharsets.UTF_8);
  }

  @Test
  void elsewhereThanOnATerminalAStepIsTwoLines() {
    assertThat(walk(Progress.of(LogFormat.TEXT, out, Map.of("TERM", "xterm"))).lines())
        .containsExactly(
            "cookies: delete: started, 30 rows", "cookies: delete: done, 30 rows in 1.5 s");
  }

  @Test
  void onATerminalAStepIsABar() {
    System.setProperty("oubli.terminal", "true");
    assertThat(walk(Progress.of(LogFormat.TEXT, out, Map.of("TERM", "xterm"))))
        .contains("100%", "30 rows", "\r");
  }

  @Test
  void aDumbTerminalGetsLines() {
    System.setProperty("oubli.terminal", "true");
    assertThat(walk(Progress.of(LogFormat.TEXT, out, Map.of("TERM", "dumb"))))
        .doesNotContain("\r\u001b", "%");
  }

  @Test
  void collectorsGetEvents() {
    PrintStream before = System.err;
    System.setErr(out);
    try {
      Logs.setUp(LogFormat.JSON);
      assertThat(walk(Progress.of(LogFormat.JSON, out, Map.of())).lines())
          .hasSize(2)
          .last()
          .asString()
          .contains(
              "\"event\":\"step finished\"",
              "\"fields\":{\"step\":\"cookies: delete\",\"rows\":30,\"millis\":1500}");
    } finally {
      System.setErr(before);
      Logs.setUp(LogFormat.TEXT);
    }
  }

  @Test
  void tablesAreAligned() {
    TextTable table = new TextTable("rule", "done", "oldest");
    table.row("données", 1200, null).row("x", 7, "2026-01-01");
    assertThat(table.toString().lines())
        .containsExactly(
            "rule     done  oldest",
            "-------  ----  ----------",
            "données  1200  -",
            "x           7  2026-01-01");
  }
}
