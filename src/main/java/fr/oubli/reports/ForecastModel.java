package fr.oubli.reports;

import fr.oubli.model.policy.Forecast;
import fr.oubli.model.policy.RulesFromData;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Span;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What falls due in the months to come if nothing new happens, from the ages that the run kept.
 * Rows that follow another collection's clock have no ages: they go with it.
 */
final class ForecastModel {

  private final RunFacts run;
  private final ReaderNames names;
  private final List<Due> all;

  ForecastModel(RunFacts run, ReaderNames names) {
    this.run = run;
    this.names = names;
    this.all = run.lines().stream().flatMap(line -> ofLine(line).stream()).toList();
  }

  /** Rows of a rule and collection, by the month in which they fall due. */
  record Due(Line line, Map<YearMonth, Long> rows) {}

  Map<String, Object> build() {
    Map<YearMonth, List<Due>> months = new TreeMap<>();
    all.forEach(
        due ->
            due.rows()
                .keySet()
                .forEach(
                    month -> months.computeIfAbsent(month, any -> new ArrayList<>()).add(due)));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "forecast",
        months.entrySet().stream().map(month -> month(month.getKey(), month.getValue())).toList());
    model.put("forecast-sampled", all.stream().anyMatch(due -> due.line().sampled()));
    return model;
  }

  /** Of each line whose ages were counted by months, which an earlier version did not. */
  List<Due> all() {
    return all;
  }

  /** Empty where nothing can be told of a line. */
  Optional<Due> due(Line line) {
    return all.stream().filter(due -> due.line().position() == line.position()).findFirst();
  }

  private Optional<Due> ofLine(Line line) {
    if (line.ages().isEmpty()) {
      return Optional.empty();
    }
    return forecast(line)
        .flatMap(forecast -> byMonth(line, forecast))
        .map(rows -> new Due(line, rows));
  }

  /** Empty where the policy has the rule no more, or not as the run enforced it. */
  private Optional<Forecast> forecast(Line line) {
    return names.policy().rule(line.rule()).stream()
        .flatMap(
            rule ->
                RulesFromData.possible(rule, line.rule()).stream()
                    .map(
                        period ->
                            new Forecast(
                                run.asOf(), rule.starts(), period, names.policy().fiscalYears())))
        .filter(forecast -> forecast.cutoff(run.asOf()).equals(line.cutoff()))
        .findFirst();
  }

  private static Optional<Map<YearMonth, Long>> byMonth(Line line, Forecast forecast) {
    Map<YearMonth, Long> rows = new LinkedHashMap<>();
    LocalDate after = line.cutoff();
    for (YearMonth month : forecast.months()) {
      LocalDate until = forecast.cutoffOf(month);
      long due = 0;
      for (Span span : line.ages()) {
        boolean begins = span.first().isAfter(after) && !span.first().isAfter(until);
        if (begins && span.last().isAfter(until)) {
          return Optional.empty();
        }
        due += begins ? span.rows() : 0;
      }
      if (due > 0) {
        rows.put(month, due);
      }
      after = until;
    }
    return Optional.of(rows);
  }

  private Map<String, Object> month(YearMonth month, List<Due> lines) {
    long rows = lines.stream().mapToLong(due -> due.rows().getOrDefault(month, 0L)).sum();
    return Map.of(
        "month", names.words().month(month),
        "rows", names.words().number(rows),
        "detail",
            lines.stream()
                .map(
                    due ->
                        "%s (%s) %s"
                            .formatted(
                                names.collection(due.line().collection()),
                                names.rule(due.line().rule()),
                                names.words().number(due.rows().getOrDefault(month, 0L))))
                .collect(Collectors.joining(", ")));
  }
}
