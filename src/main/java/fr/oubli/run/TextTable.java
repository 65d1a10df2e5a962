package fr.oubli.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table with aligned columns, numbers to the right, for people to read in a terminal. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> numeric = new ArrayList<>();

  private TextTable() {}

  public static TextTable of(String... header) {
    TextTable table = new TextTable();
    table.rows.add(List.of(header));
    Arrays.stream(header).forEach(name -> table.numeric.add(false));
    return table;
  }

  public TextTable row(Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof Number) {
        numeric.set(i, true);
      }
    }
    rows.add(Arrays.stream(cells).map(String::valueOf).toList());
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(i == 0 ? "" : "  ").append(padded(row.get(i), i));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString().stripTrailing();
  }

  private String padded(String cell, int column) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String space = " ".repeat(width - cell.length());
    return numeric.get(column) ? space + cell : cell + space;
  }
}
