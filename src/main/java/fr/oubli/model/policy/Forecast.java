package fr.oubli.model.policy;

import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * In which month a period ends that still runs: in what is left of this month, or in one of the
 * twelve after it.
 *
 * @param asOf the day from which is looked ahead; what is due by then is not in it
 * @param years null where the clock does not go by them
 */
public record Forecast(LocalDate asOf, Clock clock, Period period, @Nullable FiscalYears years) {

  private static final int MONTHS_AFTER_THIS = 12;

  /** This month first. */
  public List<YearMonth> months() {
    YearMonth first = YearMonth.from(asOf);
    return IntStream.rangeClosed(0, MONTHS_AFTER_THIS).mapToObj(first::plusMonths).toList();
  }

  /** The largest starting date of which the period is over on a day. */
  public LocalDate cutoff(LocalDate day) {
    return clock.lastDueDate(day, period, years);
  }

  /** The same for the last day of a month. */
  public LocalDate cutoffOf(YearMonth month) {
    return cutoff(month.atEndOfMonth());
  }
}
