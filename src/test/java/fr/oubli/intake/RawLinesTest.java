package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawLinesTest {

  @TempDir private Path folder;

  /** Each line as its number, its text and what is wrong with it. */
  private List<String> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file.csv"), text);
    try (RawLines lines = new RawLines(file)) {
      List<String> read = new ArrayList<>();
      for (RawLine line = lines.next(); line != null; line = lines.next()) {
        String said = new String(line.bytes(), StandardCharsets.UTF_8);
        String shown = said.length() > 40 ? said.length() + " bytes" : said;
        read.add(line.number() + " " + shown + (line.fault() == null ? "" : " " + line.fault()));
      }
      read.add(lines.cut() ? "cut" : "whole");
      return read;
    }
  }

  @Test
  void linesEndAsOnUnixAndAsOnWindows() throws IOException {
    assertThat(read("a;b\r\n1;2\n3;4\r\n")).containsExactly("1 a;b", "2 1;2", "3 3;4", "whole");
  }

  @Test
  void emptyLinesAreNoneAndCount() throws IOException {
    assertThat(read("a\n\n\r\nb\n\n")).containsExactly("1 a", "4 b", "whole");
  }

  @Test
  void aLineWithoutItsEndIsSeen() throws IOException {
    assertThat(read("a;b\n1;2")).containsExactly("1 a;b", "2 1;2", "cut");
    assertThat(read("")).containsExactly("whole");
  }

  @Test
  void aLineBreakBetweenQuotesBelongsToItsLine() throws IOException {
    assertThat(read("a;\"one\r\ntwo\";b\nc\n"))
        .containsExactly("1 a;\"one\ntwo\";b", "3 c", "whole");
    assertThat(read("\"he said \"\"no\"\"\";b\nc\n"))
        .containsExactly("1 \"he said \"\"no\"\"\";b", "2 c", "whole");
  }

  @Test
  void aQuoteThatIsNotClosedSpoilsItsOwnLineAlone() throws IOException {
    assertThat(read("a;\"open\nb;c\nd;e\n"))
        .containsExactly("1 a;\"open has a quote that is not closed", "2 b;c", "3 d;e", "whole");
    assertThat(read("a;\"open\n" + "b\n".repeat(200)))
        .hasSize(202)
        .startsWith("1 a;\"open has a quote that is not closed", "2 b", "3 b");
  }

  @Test
  void aLineThatIsFarTooLongIsBadAndTheNextIsNot() throws IOException {
    assertThat(read("a\n" + "x".repeat(10 * 1024 * 1024) + "\nb\n"))
        .containsExactly("1 a", "2 65536 bytes is longer than 64 KiB", "3 b", "whole");
    assertThat(read("x".repeat(RawLines.LONGEST) + "\r\nb"))
        .containsExactly("1 65536 bytes", "2 b", "cut");
    String half = "y".repeat(RawLines.LONGEST / 2 + 1);
    assertThat(read("\"" + half + "\n" + half + "\"\nb\n")).element(2).isEqualTo("3 b");
  }
}
