package fr.oubli.model.policy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.util.List;

/**
 * The company's fiscal years: a usual closing day, and the irregular years that replace it.
 *
 * @param irregular in order, not overlapping
 */
public record FiscalYears(MonthDay close, List<Irregular> irregular) {

  /** A fiscal year of another length, both days included. */
  public record Irregular(LocalDate from, LocalDate to) {
    public Irregular {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("a fiscal year ends after it starts");
      }
    }

    boolean has(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  public FiscalYears {
    irregular = List.copyOf(irregular);
    for (int i = 1; i < irregular.size(); i++) {
      if (!irregular.get(i).from().isAfter(irregular.get(i - 1).to())) {
        throw new IllegalArgumentException("irregular fiscal years are in order, without overlap");
      }
    }
  }

  /** The last day of the fiscal year that a day falls in. */
  public LocalDate closeOf(LocalDate day) {
    for (Irregular year : irregular) {
      if (year.has(day)) {
        return year.to();
      }
    }
    LocalDate usual = usualCloseFrom(day);
    // A usual year is cut short by an irregular one that starts inside it.
    return irregular.stream()
        .filter(year -> year.from().isAfter(day) && !year.from().isAfter(usual))
        .map(year -> year.from().minusDays(1))
        .findFirst()
        .orElse(usual);
  }

  /**
   * The latest document day that is due: all documents up to it are of fiscal years that closed
   * more than the period ago.
   */
  public LocalDate lastDueDay(LocalDate asOf, Period period) {
    LocalDate day = Cutoff.lastDueDay(asOf, period);
    LocalDate close = closeOf(day);
    return close.equals(day) ? day : startOf(day).minusDays(1);
  }

  /** The first day of the fiscal year that a day falls in: the day after the year before closed. */
  private LocalDate startOf(LocalDate day) {
    for (Irregular year : irregular) {
      if (year.has(day)) {
        return year.from();
      }
    }
    LocalDate usual = usualCloseFrom(day.minusYears(1)).plusDays(1);
    return irregular.stream()
        .map(year -> year.to().plusDays(1))
        .filter(start -> start.isAfter(usual) && !start.isAfter(day))
        .reduce((first, second) -> second)
        .orElse(usual);
  }

  private LocalDate usualCloseFrom(LocalDate day) {
    LocalDate thisYear = close.atYear(day.getYear());
    return day.isAfter(thisYear) ? close.atYear(day.getYear() + 1) : thisYear;
  }
}
