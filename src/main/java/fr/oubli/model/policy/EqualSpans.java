package fr.oubli.model.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The days from one to another in twelve spans that are as long as one another to within a day; of
 * fewer days, some spans have none.
 *
 * @param end the first day after them
 */
public record EqualSpans(LocalDate first, LocalDate end) {

  private static final int SPANS = 12;

  public EqualSpans {
    if (end.isBefore(first)) {
      throw new IllegalArgumentException("The days end before they begin");
    }
  }

  /** The first day of each span, and the end of the last. */
  public List<LocalDate> starts() {
    return IntStream.rangeClosed(0, SPANS).mapToObj(this::start).toList();
  }

  /** The first day of the span in which a day is. */
  public LocalDate startOf(LocalDate day) {
    return IntStream.range(1, SPANS)
        .mapToObj(this::start)
        .filter(start -> !start.isAfter(day))
        .reduce(first, (before, start) -> start);
  }

  private LocalDate start(int number) {
    return first.plusDays(ChronoUnit.DAYS.between(first, end) * number / SPANS);
  }
}
