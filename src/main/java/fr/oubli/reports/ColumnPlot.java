package fr.oubli.reports;

import fr.oubli.reports.Axis.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plot of upright bars, as {@code columns.mustache} draws it.
 *
 * @param label what it shows, for those who do not see it
 * @param limit where the limit stands; null where there is none
 */
record ColumnPlot(String label, Axis up, Axis along, List<Series> series, @Nullable Mark limit) {

  /** Bars of one colour. */
  record Series(Ink ink, List<Bar> bars) {

    Series {
      bars = List.copyOf(bars);
    }
  }

  ColumnPlot {
    series = List.copyOf(series);
  }
}
