package fr.oubli.platform.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Breaks a cell into lines between its words, and within a name after what joins its parts, as in
 * contact_requests. Anything else is broken only where it fits on no line.
 */
final class CellLines {

  /** A space that begins the piece after it, or the end of a part of a name. */
  private static final Pattern PLACES = Pattern.compile("(?= )|(?<=\\p{L}[-_./:])(?=\\p{L})");

  private static final Pattern SPACES = Pattern.compile("(?= )");

  private CellLines() {}

  /** What is not broken without need. */
  static Stream<String> pieces(String cell) {
    return PLACES.splitAsStream(cell).map(String::strip);
  }

  static List<String> of(String cell, int width) {
    return broken(cell, width, PLACES);
  }

  /** The same, but that names stay whole where they fit on a line. */
  static List<String> ofProse(String line, int width) {
    return broken(line, width, SPACES);
  }

  private static List<String> broken(String cell, int width, Pattern places) {
    if (TextTable.length(cell) <= width) {
      return List.of(cell);
    }
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String piece : places.splitAsStream(cell).toList()) {
      if (TextTable.length(line + piece) <= width) {
        line += piece;
        continue;
      }
      lines.add(line);
      line = piece.strip();
      while (TextTable.length(line) > width) {
        int end = line.offsetByCodePoints(0, width);
        lines.add(line.substring(0, end));
        line = line.substring(end);
      }
    }
    lines.add(line);
    return lines.stream().map(String::stripTrailing).filter(each -> !each.isEmpty()).toList();
  }
}
