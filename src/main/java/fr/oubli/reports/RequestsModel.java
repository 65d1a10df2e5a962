package fr.oubli.reports;

import fr.oubli.reports.RegisterReader.Answered;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page says of requests and of the notices that follow from them. */
record RequestsModel(ComplianceState state, ReportWords words) {

  Map<String, Object> build() {
    List<RequestFacts> waiting = state.requests().waiting();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("notices", notices());
    model.put("requests", waiting.stream().limit(PageModel.SHOWN).map(this::request).toList());
    model.put("requests-more", words.more(waiting.size() - PageModel.SHOWN));
    model.put("answered", answered());
    if (!waiting.isEmpty()) {
      model.putAll(terms());
    }
    return model;
  }

  private String notices() {
    long count = state.requests().notices().count();
    LocalDate oldest = state.requests().notices().oldest();
    return oldest == null
        ? ""
        : words.text(count == 1 ? "notices" : "notices-s", words.number(count), words.day(oldest));
  }

  private String answered() {
    Answered answered = state.requests().answered();
    Long median = answered.medianDays();
    return words.text(
        "answered",
        words.count("request", answered.requests()),
        words.number(answered.late()),
        median == null ? "–" : words.number(median),
        answered.unanswered() == 0 ? "" : words.count("closed-unanswered", answered.unanswered()));
  }

  private Map<String, Object> terms() {
    Map<String, Long> terms = new DeadlineCounts(state).named(words);
    return Map.of(
        "terms-plot",
        new Plots(words).named(terms, Ink.KEPT, words.text("terms-label")),
        "terms",
        terms.entrySet().stream()
            .map(term -> Map.of("name", term.getKey(), "rows", words.number(term.getValue())))
            .toList());
  }

  private Map<String, Object> request(RequestFacts request) {
    return Map.of(
        "id", request.id(),
        "right", words.word("right", request.right().name()),
        "state", words.word("state", request.state().name()),
        "received", words.day(request.dates().receivedOn()),
        "deadline", words.day(request.dates().deadline()),
        "extended", request.dates().extendedOn() != null,
        "left", left(request),
        "alarm", request.daysLate(state.today()) > 0);
  }

  private String left(RequestFacts request) {
    long late = request.daysLate(state.today());
    if (request.suspended()) {
      return words.text("clock-stopped");
    }
    return late > 0
        ? words.count("days-late", late)
        : words.count("days-left", request.daysLeft(state.today()));
  }
}
