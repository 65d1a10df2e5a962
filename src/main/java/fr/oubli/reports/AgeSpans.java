package fr.oubli.reports;

import fr.oubli.reports.RunFacts.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The ages of a line in spans of the same length, as they are shown: a run counts the next months
 * apart, within such spans.
 */
final class AgeSpans {

  /** As many as a run counts by. */
  private static final int SHOWN = 12;

  private AgeSpans() {}

  static List<Span> shown(List<Span> counted) {
    if (counted.isEmpty()) {
      return counted;
    }
    LocalDate first = counted.get(0).first();
    long days = ChronoUnit.DAYS.between(first, counted.get(counted.size() - 1).last()) + 1;
    List<Span> shown = new ArrayList<>();
    int number = -1;
    for (Span span : counted) {
      int own = number(ChronoUnit.DAYS.between(first, span.first()), days);
      if (own == number) {
        Span before = shown.remove(shown.size() - 1);
        shown.add(
            new Span(
                before.first(),
                span.last(),
                before.rows() + span.rows(),
                before.sampled() || span.sampled()));
      } else {
        shown.add(span);
      }
      number = own;
    }
    return shown;
  }

  /** In which of the spans a day is; each begins at the whole day of its share. */
  private static int number(long day, long days) {
    int number = 0;
    while (number + 1 < SHOWN && days * (number + 1) / SHOWN <= day) {
      number++;
    }
    return number;
  }
}
