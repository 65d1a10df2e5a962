package fr.oubli.reports;

import fr.oubli.reports.Axis.Anchor;
import fr.oubli.reports.Axis.Mark;
import fr.oubli.reports.ColumnPlot.Series;
import fr.oubli.reports.RowPlot.Row;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Night;
import fr.oubli.reports.RunFacts.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** Lays out the plots of the compliance page; its template draws them. */
record Plots(ReportWords words) {

  /** What is past the limit stands before this place, in hundredths of the width. */
  private static final double LIMIT = 8;

  /** The part of its place that a bar fills. */
  private static final double FILLED = 0.85;

  /** A single run is a bar too, not a wall. */
  private static final double WIDEST_COLUMN = 12;

  /** Up to so many runs, a day has room under the middle of its own bar. */
  private static final int FEW_NIGHTS = 3;

  /**
   * Rows within their period by the day on which their clock started, one bar per span of days; in
   * front of the limit stands one bar for the rows past it that are still there.
   */
  ColumnPlot ages(Line line, String label) {
    List<Span> spans = AgeSpans.shown(line.ages());
    LocalDate first = spans.get(0).first();
    LocalDate last = spans.get(spans.size() - 1).last();
    Scale scale =
        Scale.upTo(
            LongStream.concat(
                    LongStream.of(line.counts().remaining()), spans.stream().mapToLong(Span::rows))
                .max()
                .orElse(0));
    double day = (100 - LIMIT) / (ChronoUnit.DAYS.between(first, last) + 1);
    List<Bar> within = new ArrayList<>();
    for (Span span : spans) {
      double from = LIMIT + day * ChronoUnit.DAYS.between(first, span.first());
      double to = LIMIT + day * (ChronoUnit.DAYS.between(first, span.last()) + 1);
      within.addAll(column(from, to, span.rows(), scale));
    }
    return new ColumnPlot(
        label,
        counts(scale),
        new Axis(words.text("axis-start"), days(first, last)),
        List.of(
            new Series(Ink.KEPT, within),
            new Series(Ink.OVER, column(0, LIMIT, line.counts().remaining(), scale))),
        new Mark(LIMIT, words.text("limit"), Anchor.START));
  }

  /** The first and the last day at the ends, and the one halfway. */
  private List<Mark> days(LocalDate first, LocalDate last) {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark(LIMIT, words.day(first), Anchor.START));
    long days = ChronoUnit.DAYS.between(first, last);
    if (days > 1) {
      String halfway = words.day(first.plusDays((days + 1) / 2));
      marks.add(new Mark((100 + LIMIT) / 2, halfway, Anchor.MIDDLE, true));
    }
    if (days > 0) {
      marks.add(new Mark(100, words.day(last), Anchor.END));
    }
    return marks;
  }

  /** One bar per run, the oldest first. */
  ColumnPlot nights(List<Night> nights, ToLongFunction<Night> figure, Ink ink, String label) {
    Scale scale = Scale.upTo(nights.stream().mapToLong(figure).max().orElse(0));
    double place = 100.0 / Math.max(1, nights.size());
    double width = Math.min(place, WIDEST_COLUMN);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < nights.size(); i++) {
      double middle = place * (i + 0.5);
      bars.addAll(
          column(middle - width / 2, middle + width / 2, figure.applyAsLong(nights.get(i)), scale));
    }
    return new ColumnPlot(
        label,
        counts(scale),
        new Axis(words.text("axis-night"), nights(nights)),
        List.of(new Series(ink, bars)),
        null);
  }

  /** The days of the first and of the last run. */
  private List<Mark> nights(List<Night> nights) {
    List<Mark> marks = new ArrayList<>();
    boolean few = nights.size() <= FEW_NIGHTS;
    double half = few && !nights.isEmpty() ? 50.0 / nights.size() : 0;
    if (!nights.isEmpty()) {
      String first = words.day(nights.get(0).asOf());
      marks.add(new Mark(half, first, few ? Anchor.MIDDLE : Anchor.START));
    }
    if (nights.size() > 1) {
      String last = words.day(nights.get(nights.size() - 1).asOf());
      marks.add(new Mark(100 - half, last, few ? Anchor.MIDDLE : Anchor.END));
    }
    return marks;
  }

  /** One bar per name, from above to below. */
  RowPlot named(Map<String, Long> figures, Ink ink, String label) {
    long most = figures.values().stream().mapToLong(Long::longValue).max().orElse(0);
    Scale scale = Scale.upTo(most);
    double place = 100.0 / Math.max(1, figures.size());
    List<Row> rows = new ArrayList<>();
    List<Mark> names = new ArrayList<>();
    figures.forEach(
        (name, count) -> {
          double middle = place * (rows.size() + 0.5);
          double half = place * FILLED / 2;
          List<Bar> bar =
              count == 0
                  ? List.of()
                  : List.of(Bar.row(middle - half, middle + half, scale.at(count)));
          double end = bar.stream().mapToDouble(Bar::width).sum();
          rows.add(new Row(bar, end, middle, words.number(count)));
          names.add(new Mark(middle, name, Anchor.END));
        });
    return new RowPlot(
        label,
        new Axis(words.text("axis-left"), names),
        new Axis(
            words.text("tile-requests"),
            List.of(
                new Mark(0, words.number(0), Anchor.MIDDLE),
                new Mark(100, words.number(scale.top()), Anchor.MIDDLE))),
        ink,
        rows);
  }

  /** No bar where there is nothing. */
  private static List<Bar> column(double from, double to, long count, Scale scale) {
    double gap = (to - from) * (1 - FILLED) / 2;
    return count == 0 ? List.of() : List.of(Bar.column(from + gap, to - gap, scale.at(count)));
  }

  private Axis counts(Scale scale) {
    return new Axis(
        words.text("col-rows"),
        scale.labels().stream()
            .map(count -> new Mark(100 - scale.at(count), words.number(count), Anchor.END))
            .toList());
  }
}
