package fr.oubli.reports;

import fr.oubli.reports.RunFacts.Night;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What the page says of the last runs.
 *
 * @param nights the oldest first
 */
record TrendModel(List<Night> nights, ReportWords words) {

  TrendModel {
    nights = List.copyOf(nights);
  }

  Map<String, Object> build() {
    return Map.of(
        "nights",
        nights.stream().map(this::night).toList(),
        "trends",
        nights.isEmpty()
            ? List.of()
            : List.of(
                trend("trend-done", Ink.KEPT, Night::done),
                trend("trend-kept", Ink.OTHER, Night::kept),
                trend("trend-quarantine", Ink.OVER, Night::quarantined)));
  }

  private Map<String, Object> trend(String key, Ink ink, ToLongFunction<Night> figure) {
    String title = words.text(key);
    String label = words.text("trend-label", title);
    return Map.of("title", title, "plot", new Plots(words).nights(nights, figure, ink, label));
  }

  private Map<String, Object> night(Night night) {
    return Map.of(
        "run", night.run(),
        "day", words.day(night.asOf()),
        "done", words.number(night.done()),
        "held", words.number(night.held()),
        "restricted", words.number(night.restricted()),
        "quarantined", words.number(night.quarantined()));
  }
}
