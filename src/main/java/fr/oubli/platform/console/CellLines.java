package fr.oubli.platform.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Breaks a cell into lines between its words; a word is broken only where it fits on no line. */
final class CellLines {

  private CellLines() {}

  static Stream<String> words(String cell) {
    return Stream.of(cell.split(" ", -1));
  }

  static List<String> of(String cell, int width) {
    if (TextTable.length(cell) <= width) {
      return List.of(cell);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words(cell).flatMap(each -> pieces(each, width)).toList()) {
      if (line.length() > 0 && TextTable.length(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static Stream<String> pieces(String word, int width) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (TextTable.length(word.substring(from)) > width) {
      int to = word.offsetByCodePoints(from, width);
      pieces.add(word.substring(from, to));
      from = to;
    }
    pieces.add(word.substring(from));
    return pieces.stream();
  }
}
