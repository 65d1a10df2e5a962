package fr.oubli.platform.console;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How wide the columns of a table are on a terminal, and how many characters stand between two.
 * Where the table is too wide for it, the widest columns of words give way first, one character at
 * a time; a number is never broken.
 */
record ColumnWidths(List<Integer> widths, int between) {

  private static final int USUAL = 2;

  /** What a heading keeps, and at last any column of words. */
  private static final int LEAST = 8;

  /** A day stays in one piece as long as there is any other way. */
  private static final int DAY = 10;

  /**
   * What is known of a column.
   *
   * @param cells the width of its widest cell, without the heading
   * @param piece the longest piece of a cell that is not broken without need
   * @param heading the width of its heading
   * @param word the longest word of the heading
   * @param numeric whether it holds numbers
   */
  record Column(int cells, int piece, int heading, int word, boolean numeric) {

    private int whole() {
      return Math.max(cells, heading);
    }

    private int ofWholePieces() {
      return Math.max(numeric ? cells : piece, word);
    }

    private int ofWholeDays() {
      return Math.max(numeric ? cells : Math.min(piece, DAY), Math.min(word, LEAST));
    }

    private int least() {
      return Math.max(numeric ? cells : Math.min(piece, LEAST), Math.min(word, LEAST));
    }
  }

  ColumnWidths {
    widths = List.copyOf(widths);
  }

  /**
   * @param room how many characters a line has; null where there is no end of it
   */
  static ColumnWidths of(List<Column> columns, @Nullable Integer room) {
    int[] widths = columns.stream().mapToInt(Column::whole).toArray();
    int between = USUAL;
    if (room != null) {
      narrow(columns, widths, room - between * (widths.length - 1), Column::ofWholePieces);
      if (IntStream.of(widths).sum() > room - between * (widths.length - 1)) {
        between = 1;
        narrow(columns, widths, room - (widths.length - 1), Column::ofWholeDays);
        narrow(columns, widths, room - (widths.length - 1), Column::least);
      }
    }
    return new ColumnWidths(IntStream.of(widths).boxed().toList(), between);
  }

  private static void narrow(
      List<Column> columns, int[] widths, int room, ToIntFunction<Column> least) {
    while (IntStream.of(widths).sum() > room) {
      int widest =
          IntStream.range(0, widths.length)
              .filter(i -> widths[i] > least.applyAsInt(columns.get(i)))
              .reduce(-1, (best, i) -> best < 0 || widths[i] > widths[best] ? i : best);
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }
}
