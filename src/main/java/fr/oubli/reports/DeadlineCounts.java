package fr.oubli.reports;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests wait, by how long there is left to answer them. */
record DeadlineCounts(ComplianceState state) {

  private static final int[] DAYS = {7, 15, 30};

  /** By name, the most urgent first; every name is there, with nothing too. */
  Map<String, Long> named(ReportWords words) {
    Map<String, Long> terms = new LinkedHashMap<>();
    terms.put(words.text("term-late"), state.late());
    long from = 0;
    for (int to : DAYS) {
      terms.put(words.text("term-within", to), between(from, to));
      from = to + 1L;
    }
    terms.put(words.text("term-more", DAYS[DAYS.length - 1]), between(from, Long.MAX_VALUE));
    terms.put(words.text("term-suspended"), state.suspended());
    return terms;
  }

  private long between(long from, long to) {
    return state.requests().waiting().stream()
        .filter(request -> !request.suspended())
        .mapToLong(request -> request.daysLeft(state.today()))
        .filter(days -> days >= from && days <= to)
        .count();
  }
}
