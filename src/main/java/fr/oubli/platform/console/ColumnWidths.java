package fr.oubli.platform.console;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How wide the columns of a table are on a terminal. Where the table is too wide for it, the widest
 * columns of words give way first, one character at a time; a number is never broken.
 */
final class ColumnWidths {

  /** What a column of words and any heading keep, however narrow the terminal is. */
  private static final int LEAST = 8;

  /**
   * What is known of a column.
   *
   * @param cells the width of its widest cell, without the heading
   * @param heading the width of its heading
   * @param word the width of its longest word, the heading's too
   * @param numeric whether it holds numbers
   */
  record Column(int cells, int heading, int word, boolean numeric) {

    int whole() {
      return Math.max(cells, heading);
    }

    /** Without a word that is broken; a heading may take several lines. */
    private int ofWholeWords() {
      return numeric ? Math.max(cells, word) : word;
    }

    private int least() {
      return Math.max(numeric ? cells : 0, Math.min(word, LEAST));
    }
  }

  private final List<Column> columns;
  private final int[] widths;

  private ColumnWidths(List<Column> columns) {
    this.columns = columns;
    this.widths = columns.stream().mapToInt(Column::whole).toArray();
  }

  /**
   * @param room how many characters a line has; null where there is no end of it
   * @param between how many characters stand between two columns
   */
  static int[] of(List<Column> columns, @Nullable Integer room, int between) {
    ColumnWidths all = new ColumnWidths(columns);
    if (room != null) {
      int forCells = room - between * (columns.size() - 1);
      all.narrow(forCells, columns.stream().mapToInt(Column::ofWholeWords).toArray());
      all.narrow(forCells, columns.stream().mapToInt(Column::least).toArray());
    }
    return all.widths;
  }

  private void narrow(int room, int[] least) {
    while (IntStream.of(widths).sum() > room) {
      int widest =
          IntStream.range(0, columns.size())
              .filter(i -> widths[i] > least[i])
              .reduce(-1, (best, i) -> best < 0 || widths[i] > widths[best] ? i : best);
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }
}
