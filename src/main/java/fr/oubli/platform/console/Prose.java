package fr.oubli.platform.console;

import java.util.ArrayList;
import java.util.List;

/** Lines of words, broken between words where a terminal is too narrow for them. */
public final class Prose {

  private static final String DEEPER = "  ";

  private Prose() {}

  /**
   * How many characters a line may have.
   *
   * @param usual how many where nothing asks for fewer
   */
  public static int width(int usual) {
    return Terminal.width(usual);
  }

  /** The line as it is where it fits, or where nobody watches; what goes on stands deeper. */
  public static List<String> fit(String line) {
    int width = Terminal.width(Integer.MAX_VALUE);
    if (TextTable.length(line) <= width) {
      return List.of(line);
    }
    String words = line.stripLeading();
    String indent = " ".repeat(line.length() - words.length());
    List<String> lines = new ArrayList<>();
    for (String part : CellLines.ofProse(words, width - indent.length() - DEEPER.length())) {
      lines.add((lines.isEmpty() ? indent : indent + DEEPER) + part);
    }
    return lines;
  }
}
