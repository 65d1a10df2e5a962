package fr.oubli.setup.check;

import fr.oubli.platform.console.TextTable;
import java.util.List;

/** One section of the report: a title and the lines below it. */
public record CheckSection(String title, List<String> lines) {

  public CheckSection {
    lines = List.copyOf(lines);
  }

  static List<String> indented(TextTable table) {
    return table.lines(2).stream().map(line -> "  " + line).toList();
  }
}
