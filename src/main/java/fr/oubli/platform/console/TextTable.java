package fr.oubli.platform.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table for people, with aligned columns and numbers to the right. */
public final class TextTable {

  private static final String BETWEEN = "  ";

  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] numeric;
  private final int[] widths;

  public TextTable(List<String> columns) {
    this.columns = List.copyOf(columns);
    this.numeric = new boolean[columns.size()];
    this.widths = columns.stream().mapToInt(TextTable::length).toArray();
  }

  public TextTable(String... columns) {
    this(List.of(columns));
  }

  /** Adds a row; a null shows as a dash. */
  public TextTable row(@Nullable Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns.size());
    }
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      numeric[i] |= cell instanceof Number;
      String text = cell == null ? "-" : cell.toString();
      widths[i] = Math.max(widths[i], length(text));
      row.add(text);
    }
    rows.add(row);
    return this;
  }

  /** The table, without a line end after its last row. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(line(columns));
    lines.add(
        columns.stream()
            .map(column -> "-".repeat(widths[columns.indexOf(column)]))
            .collect(Collectors.joining(BETWEEN)));
    rows.forEach(row -> lines.add(line(row)));
    return String.join(System.lineSeparator(), lines);
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String room = " ".repeat(widths[i] - length(cell));
      line.append(i == 0 ? "" : BETWEEN).append(numeric[i] ? room + cell : cell + room);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
