package fr.oubli.rights.request;

import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every day of receipt from 2024 to 2032, against a calendar that others keep. */
class DeadlinesTest {

  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final Deadlines FRANCE = new Deadlines(new PublicHolidays(false));
  private static final Deadlines ALSACE = new Deadlines(new PublicHolidays(true));

  static IntStream years() {
    return IntStream.rangeClosed(2024, 2032);
  }

  @ParameterizedTest
  @MethodSource("years")
  void everyDayOfReceiptHasTheDeadlinesOfTheOtherCalendar(int year) {
    Set<LocalDate> france = holidays();
    Set<LocalDate> alsace = holidays("67");
    for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
      for (int suspended : List.of(0, 1, 9)) {
        assertThat(FRANCE.first(day, suspended)).isEqualTo(expected(day, 1, suspended, france));
        assertThat(FRANCE.extended(day, suspended)).isEqualTo(expected(day, 3, suspended, france));
        assertThat(ALSACE.first(day, suspended)).isEqualTo(expected(day, 1, suspended, alsace));
        assertThat(ALSACE.extended(day, suspended)).isEqualTo(expected(day, 3, suspended, alsace));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-31, 2027-03-01, 2027-04-30",
    "2026-03-30, 2026-04-30, 2026-06-30",
    "2026-11-30, 2026-12-30, 2027-03-01",
    "2024-01-31, 2024-02-29, 2024-04-30",
    "2026-04-01, 2026-05-04, 2026-07-01",
  })
  void theExamplesOfTheRule(LocalDate received, LocalDate first, LocalDate extended) {
    assertThat(FRANCE.first(received, 0)).isEqualTo(first);
    assertThat(FRANCE.extended(received, 0)).isEqualTo(extended);
  }

  @Test
  void goodFridayIsAWorkingDayButInAlsaceMoselle() {
    assertThat(FRANCE.first(LocalDate.of(2026, 3, 3), 0)).isEqualTo(LocalDate.of(2026, 4, 3));
    assertThat(ALSACE.first(LocalDate.of(2026, 3, 3), 0)).isEqualTo(LocalDate.of(2026, 4, 7));
  }

  /** The month's length by table, then steps over days off, one by one. */
  private static LocalDate expected(
      LocalDate received, int months, int suspended, Set<LocalDate> holidays) {
    int month = received.getMonthValue() - 1 + months;
    int year = received.getYear() + month / 12;
    int[] lengths = {31, Year.isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int dayOfMonth = Math.min(received.getDayOfMonth(), lengths[month % 12]);
    LocalDate end = LocalDate.of(year, month % 12 + 1, dayOfMonth).plusDays(suspended);
    while (WEEKEND.contains(end.getDayOfWeek()) || holidays.contains(end)) {
      end = end.plusDays(1);
    }
    return end;
  }

  private static Set<LocalDate> holidays(String... region) {
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create("fr"));
    Set<LocalDate> days = new HashSet<>();
    for (int year = 2024; year <= 2033; year++) {
      manager.getHolidays(Year.of(year), region).forEach(holiday -> days.add(holiday.getDate()));
    }
    return days;
  }
}
