package fr.oubli.rights.request;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The last day to answer a request. The person has to be answered within one month of receipt, or
 * three where the request was extended (GDPR art. 12(3)). Months are counted in the calendar from
 * the day of receipt, which is itself left out; days of suspension are added; an end on a Saturday,
 * a Sunday or a public holiday moves to the next working day (Regulation 1182/71 art. 3).
 */
public record Deadlines(PublicHolidays holidays) {

  private static final int MONTHS = 1;
  private static final int MONTHS_WHEN_EXTENDED = 3;

  /** The deadline of a request that was not extended. */
  public LocalDate first(LocalDate receivedOn, int suspendedDays) {
    return end(receivedOn, MONTHS, suspendedDays);
  }

  /** The deadline of an extended request, counted from receipt and not from the first deadline. */
  public LocalDate extended(LocalDate receivedOn, int suspendedDays) {
    return end(receivedOn, MONTHS_WHEN_EXTENDED, suspendedDays);
  }

  /** The deadline of a request, extended or not, after another number of days of suspension. */
  LocalDate after(RequestTerm term, int suspendedDays) {
    return term.extendedOn() == null
        ? first(term.receivedOn(), suspendedDays)
        : extended(term.receivedOn(), suspendedDays);
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
