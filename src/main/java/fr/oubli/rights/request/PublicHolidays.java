package fr.oubli.rights.request;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;

/**
 * French public holidays (Code du travail, art. L3133-1), and the two more of Alsace-Moselle (art.
 * L3134-13).
 */
public record PublicHolidays(boolean alsaceMoselle) {

  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(Month.JANUARY, 1),
          MonthDay.of(Month.MAY, 1),
          MonthDay.of(Month.MAY, 8),
          MonthDay.of(Month.JULY, 14),
          MonthDay.of(Month.AUGUST, 15),
          MonthDay.of(Month.NOVEMBER, 1),
          MonthDay.of(Month.NOVEMBER, 11),
          MonthDay.of(Month.DECEMBER, 25));
  private static final MonthDay SAINT_STEPHEN = MonthDay.of(Month.DECEMBER, 26);

  private static final int GOOD_FRIDAY = -2;
  private static final int EASTER_MONDAY = 1;
  private static final int ASCENSION = 39;
  private static final int WHIT_MONDAY = 50;

  public boolean on(LocalDate day) {
    long fromEaster = day.toEpochDay() - easter(day.getYear()).toEpochDay();
    return FIXED.contains(MonthDay.from(day))
        || fromEaster == EASTER_MONDAY
        || fromEaster == ASCENSION
        || fromEaster == WHIT_MONDAY
        || (alsaceMoselle
            && (fromEaster == GOOD_FRIDAY || MonthDay.from(day).equals(SAINT_STEPHEN)));
  }

  /** Easter Sunday of the Gregorian calendar, by the arithmetic of Meeus, Jones and Butcher. */
  private static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int ofCentury = year % 100;
    int moon = (century + 8) / 25;
    int correction = (century - moon + 1) / 3;
    int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int days = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }
}
