package fr.oubli.setup.check;

import fr.oubli.platform.console.TextTable;
import java.util.List;

/** A part of what is told. */
public record CheckSection(String title, List<String> lines) {

  public CheckSection {
    lines = List.copyOf(lines);
  }

  static List<String> indented(TextTable table) {
    return table.toString().lines().map(line -> "  " + line).toList();
  }
}
