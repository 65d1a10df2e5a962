package fr.oubli.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

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

  private static List<String> lines(TextTable table) {
    return List.of(table.toString().split(System.lineSeparator(), -1));
  }
}
