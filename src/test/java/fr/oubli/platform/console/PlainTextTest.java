package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlainTextTest {

  @Test
  void aLineHasNothingThatATerminalObeys() {
    assertThat(PlainText.line("a\u001b[2Jb\rc\u0007d\u202ee")).isEqualTo("a?[2Jb c?d?e");
    assertThat(PlainText.line("  first\n  second\r\n\n third")).isEqualTo("  first second third");
    assertThat(PlainText.line("tab\tstays")).isEqualTo("tab\tstays");
  }

  @Test
  void whatIsPrintedKeepsItsLinesAndItsFaintZeros() {
    StringWriter shown = new StringWriter();
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
    line.setOut(new PrintWriter(shown));
    PlainWriter.giveTo(line);
    PlainWriter.giveTo(line);
    line.getOut().println("a\u001b[2J" + TextTable.FAINT_ZERO + "\nb\u0001\tc");
    assertThat(shown)
        .hasToString("a?[2J" + TextTable.FAINT_ZERO + "\nb?\tc" + System.lineSeparator());
  }

  @Test
  void aLineOfSpacesWithoutEndIsReadInAMoment() {
    String wide = " ".repeat(1_000_000) + "x";
    assertThat(
            Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> PlainText.line(wide)))
        .isEqualTo(wide);
  }
}
