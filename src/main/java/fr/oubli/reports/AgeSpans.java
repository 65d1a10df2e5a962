package fr.oubli.reports;

import fr.oubli.model.policy.EqualSpans;
import fr.oubli.reports.RunFacts.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The ages of a line in spans of the same length, as they are shown: a run counts the next months
 * apart, within such spans.
 */
final class AgeSpans {

  private AgeSpans() {}

  static List<Span> shown(List<Span> counted) {
    if (counted.isEmpty()) {
      return counted;
    }
    EqualSpans spans =
        new EqualSpans(counted.get(0).first(), counted.get(counted.size() - 1).last().plusDays(1));
    List<Span> shown = new ArrayList<>();
    LocalDate start = LocalDate.MIN;
    for (Span span : counted) {
      LocalDate own = spans.startOf(span.first());
      if (own.equals(start)) {
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
      start = own;
    }
    return shown;
  }
}
