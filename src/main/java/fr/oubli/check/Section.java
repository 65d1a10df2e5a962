package fr.oubli.check;

import fr.oubli.run.TextTable;
import java.util.List;

/** A part of what is told. */
public record Section(String title, List<String> lines) {

  public Section {
    lines = List.copyOf(lines);
  }

  static List<String> indented(TextTable table) {
    return table.toString().lines().map(line -> "  " + line).toList();
  }
}
