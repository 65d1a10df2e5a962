package fr.oubli.reports;

import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Night;
import fr.oubli.reports.RunFacts.Span;
import fr.oubli.reports.Svg.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.ToLongFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** The plots of the compliance page. */
record Plots(ReportWords words) {

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Stroke DASHED =
      new BasicStroke(
          1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 3}, 0);
  private static final Color NOTHING = new Color(0, 0, 0, 0);
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  /** Rows by the day their clock started, and before the limit those that something keeps. */
  String ages(Line line, String label) {
    List<Span> spans = line.ages();
    LocalDate first = spans.get(0).first();
    LocalDate end = spans.get(spans.size() - 1).last().plusDays(1);
    XYIntervalSeries kept = new XYIntervalSeries("kept");
    spans.forEach(span -> bar(kept, span.first(), span.last().plusDays(1), (double) span.rows()));
    XYIntervalSeries over = new XYIntervalSeries("over");
    if (line.remaining() > 0) {
      long width = Math.max(1, ChronoUnit.DAYS.between(first, end) / 12);
      bar(over, first.minusDays(width), first, (double) line.remaining());
    }
    XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
    bars.addSeries(kept);
    bars.addSeries(over);
    XYBarRenderer renderer = new XYBarRenderer(0.12);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setSeriesPaint(0, Ink.KEPT.color());
    renderer.setSeriesPaint(1, Ink.OVER.color());
    XYPlot plot = new XYPlot(bars, days(first, end), counts(), renderer);
    plot.setDomainGridlinesVisible(false);
    // Room above the bars for the limit's name.
    plot.getRangeAxis().setUpperMargin(0.2);
    plot.setRangeGridlinePaint(Ink.LINE.color());
    plot.addDomainMarker(limit(first));
    return drawn(plot, label);
  }

  private static void bar(XYIntervalSeries series, LocalDate from, LocalDate to, double rows) {
    double start = millis(from);
    double end = millis(to);
    series.add((start + end) / 2, start, end, rows, rows, rows);
  }

  private ValueMarker limit(LocalDate first) {
    ValueMarker marker = new ValueMarker(millis(first), Ink.OVER.color(), DASHED);
    marker.setLabel(words.text("limit"));
    marker.setLabelFont(FONT);
    marker.setLabelPaint(Ink.TEXT.color());
    marker.setLabelBackgroundColor(NOTHING);
    marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
    return marker;
  }

  private DateAxis days(LocalDate first, LocalDate end) {
    DateAxis axis = new DateAxis(null, UTC, words.locale());
    boolean years = ChronoUnit.DAYS.between(first, end) > 1_500;
    axis.setDateFormatOverride(format(years ? "yyyy" : "MM/yyyy"));
    styled(axis);
    return axis;
  }

  private SimpleDateFormat format(String pattern) {
    SimpleDateFormat format = new SimpleDateFormat(pattern, words.locale());
    format.setTimeZone(UTC);
    return format;
  }

  /** One bar per run. */
  String nights(List<Night> nights, ToLongFunction<Night> figure, Ink ink, String label) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    int every = Math.max(1, (int) Math.ceil(nights.size() / 5.0));
    for (int i = 0; i < nights.size(); i++) {
      Night night = nights.get(i);
      // Where a bar has no room for its day, it has a blank of its own.
      String day = i % every == 0 ? words.dayOfYear(night.asOf()) : " ".repeat(i + 1);
      bars.addValue((double) figure.applyAsLong(night), "", new Column(i, day));
    }
    return bars(bars, ink, label);
  }

  /** One bar per name. */
  String named(Map<String, Long> figures, Ink ink, String label) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    figures.forEach((name, figure) -> bars.addValue(figure, "", name));
    return bars(bars, ink, label);
  }

  /** Two runs may be of the same day. */
  private record Column(int order, String name) implements Comparable<Column> {
    @Override
    public int compareTo(Column other) {
      return Integer.compare(order, other.order);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private String bars(DefaultCategoryDataset bars, Ink ink, String label) {
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setSeriesPaint(0, ink.color());
    renderer.setMaximumBarWidth(0.12);
    CategoryAxis names = new CategoryAxis();
    names.setTickLabelFont(FONT);
    names.setTickLabelPaint(Ink.TEXT.color());
    names.setAxisLinePaint(Ink.LINE.color());
    names.setTickMarksVisible(false);
    // A name may be wider than its bar: the names beside it are short, or blank.
    names.setMaximumCategoryLabelWidthRatio(10);
    CategoryPlot plot = new CategoryPlot(bars, names, counts(), renderer);
    plot.setRangeGridlinePaint(Ink.LINE.color());
    return drawn(plot, label);
  }

  private NumberAxis counts() {
    NumberAxis axis = new NumberAxis();
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(words.locale()));
    axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(words.locale()));
    axis.setRangeType(org.jfree.data.RangeType.POSITIVE);
    styled(axis);
    return axis;
  }

  private static void styled(ValueAxis axis) {
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(Ink.TEXT.color());
    axis.setAxisLinePaint(Ink.LINE.color());
    axis.setTickMarkPaint(Ink.LINE.color());
  }

  private static String drawn(Plot plot, String label) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    JFreeChart chart = new JFreeChart(null, FONT, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(2, 0, 2, 16));
    return Svg.of(chart, label);
  }

  private static double millis(LocalDate day) {
    return (double) ChronoUnit.DAYS.getDuration().multipliedBy(day.toEpochDay()).toMillis();
  }
}
