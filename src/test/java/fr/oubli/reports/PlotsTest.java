package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.reports.Axis.Anchor;
import fr.oubli.reports.Axis.Mark;
import fr.oubli.reports.RowPlot.Row;
import fr.oubli.reports.RunFacts.Night;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlotsTest {

  private static final LocalDate CUTOFF = LocalDate.of(2021, 11, 27);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  private final Plots plots = new Plots(new ReportWords(ReportWords.Language.FR));

  private ColumnPlot ages(long over, long... spans) {
    return plots.ages(Lines.aged("rule", "orders", CUTOFF, TODAY, over, spans), "label");
  }

  private static List<Bar> within(ColumnPlot plot) {
    return plot.series().get(0).bars();
  }

  private static List<Bar> over(ColumnPlot plot) {
    return plot.series().get(1).bars();
  }

  @Test
  void barsAreAsHighAsTheirShareOfTheScale() {
    ColumnPlot plot = ages(100, 50, 200);

    assertThat(within(plot)).extracting(Bar::height).containsExactly(25.0, 100.0);
    assertThat(over(plot)).extracting(Bar::height).containsExactly(50.0);
    assertThat(within(plot)).extracting(Bar::y).containsExactly(75.0, 0.0);
  }

  @Test
  void oneRowBesideTwoMillionsIsSeen() {
    assertThat(over(ages(1, 2_000_000)))
        .singleElement()
        .extracting(Bar::height)
        .isEqualTo(Bar.LEAST);
    assertThat(within(ages(2_000_000, 1, 0)))
        .singleElement()
        .extracting(Bar::height)
        .isEqualTo(Bar.LEAST);
  }

  @Test
  void nothingHasNoBar() {
    assertThat(over(ages(0, 5))).isEmpty();
    assertThat(within(ages(5, 0, 0, 3))).hasSize(1);
    assertThat(ages(0, 0, 0).up().marks()).extracting(Mark::text).containsExactly("0", "1");
  }

  @Test
  void whatIsPastTheLimitStandsBeforeItAndTheRestAfterIt() {
    ColumnPlot plot = ages(3, 7, 7, 7, 7);
    double limit = Objects.requireNonNull(plot.limit()).at();

    assertThat(over(plot)).allMatch(bar -> bar.x() >= 0 && bar.x() + bar.width() <= limit);
    assertThat(within(plot)).allMatch(bar -> bar.x() >= limit && bar.x() + bar.width() <= 100);
    assertThat(within(plot)).isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
    for (int i = 1; i < 4; i++) {
      Bar before = within(plot).get(i - 1);
      assertThat(within(plot).get(i).x()).isGreaterThan(before.x() + before.width());
    }
  }

  @Test
  void theDaysAtTheEndsOfThePeriodAreSaid() {
    assertThat(ages(0, 1, 1).along().marks())
        .containsExactly(
            new Mark(8, "28/11/2021", Anchor.START),
            new Mark(54, "29/05/2024", Anchor.MIDDLE, true),
            new Mark(100, "27/11/2026", Anchor.END));
  }

  @Test
  void aPeriodOfOneDayHasOneLabelAndAWideBar() {
    ColumnPlot plot =
        plots.ages(Lines.aged("rule", "orders", TODAY.minusDays(1), TODAY, 0, 4), "label");

    assertThat(plot.along().marks()).extracting(Mark::text).containsExactly("27/11/2026");
    assertThat(within(plot)).singleElement().matches(bar -> bar.width() > 70);
  }

  private ColumnPlot nights(int count) {
    return plots.nights(nightsOf(count), Night::done, Ink.KEPT, "label");
  }

  private static List<Night> nightsOf(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new Night(i, TODAY.minusDays(count - i), i, 0, 0, 0))
        .toList();
  }

  @Test
  void everyNightHasABarInItsOwnPlace() {
    List<Bar> bars = within(nights(30));

    assertThat(bars).hasSize(30).allMatch(bar -> bar.width() >= Bar.LEAST);
    for (int i = 1; i < bars.size(); i++) {
      assertThat(bars.get(i).x()).isGreaterThan(bars.get(i - 1).x() + bars.get(i - 1).width());
    }
    assertThat(bars.get(29).x() + bars.get(29).width()).isLessThanOrEqualTo(100);
  }

  @Test
  void manyNightsHaveTheirDaysAtTheEnds() {
    assertThat(nights(30).along().marks())
        .containsExactly(
            new Mark(0, "29/10/2026", Anchor.START), new Mark(100, "27/11/2026", Anchor.END));
  }

  @Test
  void fewNightsHaveTheirDaysUnderTheirBars() {
    assertThat(nights(1).along().marks())
        .containsExactly(new Mark(50, "27/11/2026", Anchor.MIDDLE));
    assertThat(nights(2).along().marks())
        .containsExactly(
            new Mark(25, "26/11/2026", Anchor.MIDDLE), new Mark(75, "27/11/2026", Anchor.MIDDLE));
    assertThat(within(nights(2)))
        .extracting(bar -> bar.x() + bar.width() / 2)
        .containsExactly(25.0, 75.0);
  }

  @Test
  void nightsOfTheSameDayAreAllThere() {
    List<Night> same = List.of(new Night(1, TODAY, 2, 0, 0, 0), new Night(2, TODAY, 1, 0, 0, 0));

    assertThat(within(plots.nights(same, Night::done, Ink.KEPT, "label"))).hasSize(2);
  }

  @Test
  void namedBarsSayTheirCountsAtTheirEnds() {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("en retard", 1L);
    figures.put("≤ 7 j", 0L);
    figures.put("en pause", 2_000L);

    RowPlot plot = plots.named(figures, Ink.KEPT, "label");

    assertThat(plot.rows())
        .extracting(Row::count)
        .containsExactly("1", "0", new ReportWords(ReportWords.Language.FR).number(2_000));
    assertThat(plot.rows()).extracting(Row::end).containsExactly(Bar.LEAST, 0.0, 100.0);
    assertThat(plot.rows().get(1).bar()).isEmpty();
    assertThat(plot.names().marks())
        .extracting(Mark::text)
        .containsExactly("en retard", "≤ 7 j", "en pause");
  }

  @Test
  void theRoomBesideAPlotFitsItsLongestLabel() {
    assertThat(ages(0, 2_000_000).up().room()).isGreaterThan(ages(0, 2).up().room());
  }
}
