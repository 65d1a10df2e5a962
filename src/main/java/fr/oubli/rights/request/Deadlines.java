package fr.oubli.rights.request;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * When an answer is due at the latest: one month after receipt, three where the request was
 * extended (GDPR art. 12(3)), counted in calendar months from the day of receipt, which is itself
 * left out; days of suspension are added; an end on a Saturday, a Sunday or a public holiday moves
 * to the next working day (Regulation 1182/71 art. 3).
 */
public record Deadlines(PublicHolidays holidays) {

  private static final int MONTHS = 1;
  private static final int MONTHS_WHEN_EXTENDED = 3;

  public LocalDate first(LocalDate receivedOn, int suspendedDays) {
    return end(receivedOn, MONTHS, suspendedDays);
  }

  /** Counted from receipt anew, never from the first deadline. */
  public LocalDate extended(LocalDate receivedOn, int suspendedDays) {
    return end(receivedOn, MONTHS_WHEN_EXTENDED, suspendedDays);
  }

  private LocalDate end(LocalDate receivedOn, int months, int suspendedDays) {
    LocalDate end = receivedOn.plusMonths(months).plusDays(suspendedDays);
    while (!working(end)) {
      end = end.plusDays(1);
    }
    return end;
  }

  private boolean working(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !holidays.on(day);
  }
}
