package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.oubli.model.policy.FiscalYears.Irregular;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FiscalYearsTest {

  private static final Period TEN_YEARS = Period.ofYears(10);
  private static final Irregular EIGHTEEN_MONTHS = irregular("2024-01-01", "2025-06-30");
  private static final Irregular NINE_MONTHS = irregular("2025-07-01", "2026-03-31");

  private static final FiscalYears CALENDAR = years("--12-31");
  private static final FiscalYears SUMMER = years("--06-30");
  private static final FiscalYears LEAP_DAY = years("--02-29");
  private static final FiscalYears LONG = years("--06-30", EIGHTEEN_MONTHS);
  private static final FiscalYears CUT_SHORT =
      years("--12-31", irregular("2025-04-01", "2026-03-31"));
  private static final FiscalYears CHAIN = years("--03-31", EIGHTEEN_MONTHS, NINE_MONTHS);

  @ParameterizedTest
  @CsvSource({
    "2026-12-31, 2026-12-31",
    "2026-01-01, 2026-12-31",
    "2027-01-01, 2027-12-31",
  })
  void aDayBelongsToTheYearThatClosesNext(LocalDate day, LocalDate close) {
    assertThat(CALENDAR.closeOf(day)).isEqualTo(close);
  }

  @ParameterizedTest
  @CsvSource({
    "2023-12-31, 2023-12-31",
    "2024-01-01, 2025-06-30",
    "2025-06-30, 2025-06-30",
    "2025-07-01, 2026-06-30",
  })
  void anEighteenMonthYearReplacesTheUsualClose(LocalDate day, LocalDate close) {
    assertThat(LONG.closeOf(day)).isEqualTo(close);
  }

  @Test
  void aUsualYearIsCutShortByAnIrregularOne() {
    assertThat(CUT_SHORT.closeOf(LocalDate.of(2025, 1, 1))).isEqualTo(LocalDate.of(2025, 3, 31));
    assertThat(CUT_SHORT.closeOf(LocalDate.of(2026, 4, 1))).isEqualTo(LocalDate.of(2026, 12, 31));
  }

  @Test
  void aCloseOnTheLeapDayFallsOnTheLastOfFebruaryInOtherYears() {
    assertThat(LEAP_DAY.closeOf(LocalDate.of(2023, 2, 28))).isEqualTo(LocalDate.of(2023, 2, 28));
    assertThat(LEAP_DAY.closeOf(LocalDate.of(2023, 3, 1))).isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @Test
  void aYearClosedOnTheLastOf2026IsKeptThroughTheLastOf2036() {
    LocalDate newYear = LocalDate.of(2037, 1, 1);

    assertThat(CALENDAR.lastDueDay(newYear.minusDays(1), TEN_YEARS))
        .isEqualTo(LocalDate.of(2025, 12, 31));
    assertThat(CALENDAR.lastDueDay(newYear, TEN_YEARS)).isEqualTo(LocalDate.of(2026, 12, 31));
  }

  @Test
  void anEighteenMonthYearIsKeptWholeUntilItsOwnEnd() {
    LocalDate firstDayOut = LocalDate.of(2035, 7, 1);

    assertThat(LONG.lastDueDay(firstDayOut.minusDays(1), TEN_YEARS))
        .isEqualTo(LocalDate.of(2023, 12, 31));
    assertThat(LONG.lastDueDay(firstDayOut, TEN_YEARS)).isEqualTo(LocalDate.of(2025, 6, 30));
  }

  static Stream<FiscalYears> allYears() {
    return Stream.of(CALENDAR, SUMMER, LEAP_DAY, LONG, CUT_SHORT, CHAIN);
  }

  static Stream<Arguments> yearsAndPeriods() {
    return allYears()
        .flatMap(years -> CutoffTest.PERIODS.stream().map(period -> Arguments.of(years, period)));
  }

  @ParameterizedTest
  @MethodSource("yearsAndPeriods")
  void theLastDueDayIsDueAndTheNextIsNot(FiscalYears years, Period period) {
    assertThat(CutoffTest.days())
        .allSatisfy(
            today -> {
              LocalDate last = years.lastDueDay(today, period);
              assertThat(due(years, last, period, today)).isTrue();
              assertThat(due(years, last.plusDays(1), period, today)).isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("yearsAndPeriods")
  void documentsOfOneYearGoTogether(FiscalYears years, Period period) {
    assertThat(CutoffTest.days())
        .allSatisfy(
            today -> {
              LocalDate last = years.lastDueDay(today, period);
              assertThat(years.closeOf(last)).isEqualTo(last);
            });
  }

  @ParameterizedTest
  @MethodSource("allYears")
  void theCloseOfALaterDayIsNeverEarlier(FiscalYears years) {
    assertThat(CutoffTest.days())
        .allSatisfy(
            day -> {
              LocalDate close = years.closeOf(day);
              assertThat(close).isAfterOrEqualTo(day);
              assertThat(years.closeOf(day.plusDays(1))).isAfterOrEqualTo(close);
              assertThat(years.closeOf(close)).isEqualTo(close);
            });
  }

  @Test
  void irregularYearsMustNotOverlap() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> years("--12-31", NINE_MONTHS, EIGHTEEN_MONTHS));
  }

  private static boolean due(FiscalYears years, LocalDate day, Period period, LocalDate today) {
    return Cutoff.due(years.closeOf(day), period, today);
  }

  private static FiscalYears years(String close, Irregular... irregular) {
    return new FiscalYears(MonthDay.parse(close), List.of(irregular));
  }

  private static Irregular irregular(String from, String to) {
    return new Irregular(LocalDate.parse(from), LocalDate.parse(to));
  }
}
