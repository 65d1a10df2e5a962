package fr.oubli.reports;

import java.util.List;

/**
 * A plot of lying bars, each with its name before it and its count behind it: names stay readable
 * however narrow the screen is.
 *
 * @param label what it shows, for those who do not see it
 * @param names what the names are, and the names from above to below
 * @param counts what is counted
 */
record RowPlot(String label, Axis names, Axis counts, Ink ink, List<Row> rows) {

  private static final double LINES_PER_ROW = 1.9;

  /**
   * A bar and what is written at its end.
   *
   * @param bar its place; a count of nothing has none
   * @param end where the bar ends, in hundredths of the plot's width
   * @param middle in hundredths of the plot's height
   */
  record Row(List<Bar> bar, double end, double middle, String count) {

    Row {
      bar = List.copyOf(bar);
      middle = Bar.rounded(middle);
    }
  }

  RowPlot {
    rows = List.copyOf(rows);
  }

  /** How high it is, in heights of a letter. */
  double height() {
    return Bar.rounded(rows.size() * LINES_PER_ROW);
  }

  /** The room behind the longest bar for its count, in heights of a letter. */
  double room() {
    return Axis.room(rows.stream().mapToInt(row -> row.count().length()).max().orElse(0));
  }
}
