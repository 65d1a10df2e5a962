package fr.oubli.reports;

import fr.oubli.reports.RunFacts.Counts;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Span;
import fr.oubli.reports.RunFacts.Stay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What runs did, made up. */
final class Lines {

  private static int position;

  private Lines() {}

  /** A line whose remaining rows are counted in equal spans from the cutoff's morrow to a day. */
  static Line aged(
      String rule, String collection, LocalDate cutoff, LocalDate today, long over, long... spans) {
    long days = ChronoUnit.DAYS.between(cutoff, today);
    List<Span> ages = new ArrayList<>();
    for (int i = 0; i < spans.length; i++) {
      LocalDate first = cutoff.plusDays(1 + days * i / spans.length);
      LocalDate last = cutoff.plusDays(days * (i + 1) / spans.length);
      ages.add(new Span(first, last, spans[i], false));
    }
    return new Line(
        ++position,
        rule,
        collection,
        "delete",
        cutoff,
        new Counts(over, 0, over, 0, 0, new Stay(over, 0, 0, 0), 0),
        ages);
  }
}
