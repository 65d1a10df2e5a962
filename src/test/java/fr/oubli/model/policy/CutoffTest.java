package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Laws that hold on every day of a leap cycle, and the days that people get wrong. */
class CutoffTest {

  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2028, 12, 31);

  static final List<Period> PERIODS =
      Stream.of("P0D", "P30D", "P1M", "P6M", "P1Y", "P13M", "P1Y6M10D", "P3Y", "P5Y", "P10Y")
          .map(Period::parse)
          .toList();

  @ParameterizedTest
  @FieldSource("PERIODS")
  void theLastDueDayIsDueAndTheNextIsNot(Period period) {
    assertThat(days())
        .allSatisfy(
            today -> {
              LocalDate last = Cutoff.lastDueDay(today, period);
              assertThat(Cutoff.due(last, period, today)).isTrue();
              assertThat(Cutoff.due(last.plusDays(1), period, today)).isFalse();
            });
  }

  @ParameterizedTest
  @FieldSource("PERIODS")
  void anEarlierAnchorIsNeverDueLater(Period period) {
    assertThat(days())
        .allSatisfy(
            anchor ->
                assertThat(anchor.plusDays(1).plus(period)).isAfterOrEqualTo(anchor.plus(period)));
  }

  @ParameterizedTest
  @FieldSource("PERIODS")
  void eachDayMakesAtLeastAsMuchDueAsTheDayBefore(Period period) {
    assertThat(days())
        .allSatisfy(
            today ->
                assertThat(Cutoff.lastDueDay(today.plusDays(1), period))
                    .isAfterOrEqualTo(Cutoff.lastDueDay(today, period)));
  }

  @ParameterizedTest
  @FieldSource("PERIODS")
  void aRowIsKeptThroughTheLastDayOfItsPeriodAndGoesTheNext(Period period) {
    assertThat(days())
        .allSatisfy(
            anchor -> {
              LocalDate end = anchor.plus(period);
              assertThat(Cutoff.lastDueDay(end, period)).isBefore(anchor);
              assertThat(Cutoff.lastDueDay(end.plusDays(1), period)).isAfterOrEqualTo(anchor);
            });
  }

  @Test
  void aLongerPeriodIsNeverDueEarlier() {
    // Thirty days are longer than one month in February and shorter in March.
    List<Period> byLength =
        PERIODS.stream().filter(period -> !period.equals(Period.ofDays(30))).toList();
    for (int i = 1; i < byLength.size(); i++) {
      Period shorter = byLength.get(i - 1);
      Period longer = byLength.get(i);
      assertThat(days())
          .allSatisfy(
              today ->
                  assertThat(Cutoff.lastDueDay(today, longer))
                      .isBeforeOrEqualTo(Cutoff.lastDueDay(today, shorter)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29, P5Y, 2029-02-28",
    "2024-02-29, P1Y, 2025-02-28",
    "2024-02-29, P4Y, 2028-02-29",
    "2025-08-31, P6M, 2026-02-28",
    "2023-08-31, P6M, 2024-02-29",
    "2026-01-31, P1M, 2026-02-28",
    "2025-12-31, P13M, 2027-01-31",
    "2026-05-31, P6M, 2026-11-30",
  })
  void aPeriodEndsOnTheSameDateOrTheLastOfItsMonth(
      LocalDate anchor, Period period, LocalDate lastKept) {
    assertThat(Cutoff.due(anchor, period, lastKept)).isFalse();
    assertThat(Cutoff.due(anchor, period, lastKept.plusDays(1))).isTrue();
  }

  @Test
  void severalAnchorsMayEndOnOneDay() {
    LocalDate firstOfMarch = LocalDate.of(2026, 3, 1);
    Period halfYear = Period.ofMonths(6);

    assertThat(Cutoff.lastDueDay(firstOfMarch, halfYear)).isEqualTo(LocalDate.of(2025, 8, 31));
    assertThat(Cutoff.lastDueDay(firstOfMarch.minusDays(1), halfYear))
        .isEqualTo(LocalDate.of(2025, 8, 27));
  }

  static List<LocalDate> days() {
    return FIRST.datesUntil(LAST.plusDays(1)).toList();
  }
}
