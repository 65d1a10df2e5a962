package fr.oubli.platform.console;

import fr.oubli.platform.console.ColumnWidths.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table for people, with aligned columns and numbers to the right. On a terminal it is as wide as
 * that at most: cells that are too wide go on in a line below. Elsewhere a row is a line.
 */
public final class TextTable {

  /** What is zero is read over. */
  static final String FAINT_ZERO = "\u001b[2m0\u001b[0m";

  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] numeric;
  private final Consumer<List<String>> told;

  public TextTable(List<String> columns) {
    this(columns, row -> {});
  }

  /**
   * @param told is told of each row as it is added, for whoever does not want to wait for the last
   */
  public TextTable(List<String> columns, Consumer<List<String>> told) {
    this.columns = List.copyOf(columns);
    this.numeric = new boolean[columns.size()];
    this.told = told;
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
      row.add(cell == null ? "-" : cell.toString());
    }
    rows.add(row);
    told.accept(List.copyOf(row));
    return this;
  }

  /** The table as it is printed, without a line end after its last row. */
  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines(0));
  }

  /** The same for a file or a register: a row is a line, wherever the command runs. */
  public String whole() {
    return within(null).stream()
        .flatMap(List::stream)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * @param indent how many characters will stand before each line
   */
  public List<String> lines(int indent) {
    return blocks(indent).stream().flatMap(List::stream).toList();
  }

  /**
   * The lines of the headings, of the dashes below them, and of each row.
   *
   * @param indent how many characters will stand before each line
   */
  public List<List<String>> blocks(int indent) {
    Integer terminal = Terminal.columns();
    return within(terminal == null ? null : terminal - indent);
  }

  private List<List<String>> within(@Nullable Integer room) {
    ColumnWidths widths =
        ColumnWidths.of(IntStream.range(0, columns.size()).mapToObj(this::column).toList(), room);
    List<List<String>> blocks = new ArrayList<>();
    blocks.add(line(columns, widths));
    blocks.add(
        List.of(
            widths.widths().stream()
                .map("-"::repeat)
                .collect(Collectors.joining(" ".repeat(widths.between())))));
    rows.forEach(row -> blocks.add(line(row, widths)));
    return blocks;
  }

  private Column column(int i) {
    String heading = columns.get(i);
    return new Column(
        rows.stream().mapToInt(row -> length(row.get(i))).max().orElse(0),
        rows.stream().mapToInt(row -> longestPiece(row.get(i))).max().orElse(0),
        length(heading),
        longestPiece(heading),
        numeric[i]);
  }

  private static int longestPiece(String cell) {
    return CellLines.pieces(cell).mapToInt(TextTable::length).max().orElse(0);
  }

  private List<String> line(List<String> cells, ColumnWidths widths) {
    List<List<String>> broken =
        IntStream.range(0, cells.size())
            .mapToObj(i -> CellLines.of(cells.get(i), widths.widths().get(i)))
            .toList();
    int height = broken.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, height).mapToObj(n -> line(broken, n, widths)).toList();
  }

  private String line(List<List<String>> cells, int n, ColumnWidths widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = n < cells.get(i).size() ? cells.get(i).get(n) : "";
      String room = " ".repeat(widths.widths().get(i) - length(cell));
      String shown = numeric[i] && cell.equals("0") && Terminal.shades() ? FAINT_ZERO : cell;
      line.append(" ".repeat(i == 0 ? 0 : widths.between()))
          .append(numeric[i] ? room + shown : shown + room);
    }
    return line.toString().stripTrailing();
  }

  static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
