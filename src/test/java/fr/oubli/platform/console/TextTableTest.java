package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
    TextTable table =
        new TextTable("id", "reason", "key")
            .row(7, "a dispute", null)
            .row(1_000, "a", "42")
            .row(12, "", "x");
    assertThat(lines(table))
        .containsExactly(
            "  id  reason     key",
            "----  ---------  ---",
            "   7  a dispute  -",
            "1000  a          42",
            "  12             x");
  }

  @Test
  void aCharacterBeyondTheBasicPlaneIsOneWide() {
    assertThat(lines(new TextTable("a", "b").row("😀", "x").row("zz", "y")))
        .containsExactly("a   b", "--  -", "😀   x", "zz  y");
  }

  @Test
  void aRowAfterATableWasPrintedWidensTheNextPrint() {
    TextTable table = new TextTable("a", "b").row("x", 1);
    assertThat(lines(table)).containsExactly("a  b", "-  -", "x  1");
    table.row("longer", 10);
    assertThat(lines(table))
        .containsExactly("a        b", "------  --", "x        1", "longer  10");
  }

  @Test
  void aRowOfAnotherNumberOfCellsIsRefused() {
    TextTable table = new TextTable("a", "b");
    assertThatThrownBy(() -> table.row("x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHundredThousandRowsTakeSecondsAndNotMinutes() {
    TextTable table = new TextTable("id", "scope", "reason");
    IntStream.range(0, 100_000).forEach(i -> table.row(i, "row", "dispute " + i));
    String text =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> table.toString());
    assertThat(text.lines()).hasSize(100_002);
  }

  /** None, wide, usual, narrow: whatever is in the cells, no line is longer than the terminal. */
  @ParameterizedTest
  @ValueSource(ints = {40, 80, 100, 120})
  void onATerminalNoLineIsLongerThanIt(int columns) {
    System.setProperty("oubli.columns", "" + columns);
    List<String> lines =
        lines(
            new TextTable("rule", "what a night would do", "rows of it that are due", "on")
                .row("invoices-of-orders", "delete", 0, "2026-11-30")
                .row("a", "anonymise (name, e-mail, telephone, address and all the rest)", 123, "-")
                .row("x".repeat(50), "archive for the accountants of the company", 1_234_567, "-"));
    assertThat(lines).allMatch(line -> line.length() <= columns, "at most " + columns);
    assertThat(lines.toString()).contains("1234567");
    assertThat(String.join("", lines).replaceAll("[^x]", "")).hasSize(50);
  }

  @Test
  void aCellGoesOnBelowAndANumberIsNotBroken() {
    System.setProperty("oubli.columns", "40");
    assertThat(
            lines(
                new TextTable("id", "rows due", "reason")
                    .row(7, 1_000_000, "a dispute about work done in May")))
        .containsExactly(
            "id  rows due  reason",
            "--  --------  --------------------------",
            " 7   1000000  a dispute about work done",
            "              in May");
  }

  @Test
  void elsewhereARowIsALineHoweverLong() {
    assertThat(lines(new TextTable("reason").row("long ".repeat(100)))).hasSize(3);
  }

  @Test
  void zerosAreFaintWhereTheTerminalShades() {
    System.setProperty("oubli.columns", "80");
    TextTable table = new TextTable("rule", "due").row("a", 0).row("0", 10);
    assertThat(lines(table)).contains("a       0");
    System.setProperty("oubli.shades", "true");
    assertThat(lines(table)).contains("a       \u001b[2m0\u001b[0m", "0      10");
    System.clearProperty("oubli.columns");
    assertThat(lines(table)).contains("a       0");
  }

  @AfterEach
  void noTerminal() {
    System.clearProperty("oubli.columns");
    System.clearProperty("oubli.shades");
  }

  private static List<String> lines(TextTable table) {
    return List.of(table.toString().split(System.lineSeparator(), -1));
  }
}
