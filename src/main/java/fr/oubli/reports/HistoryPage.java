package fr.oubli.reports;

import fr.oubli.model.policy.Policy;
import fr.oubli.reports.ReportWords.Language;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One page over all days: every run, how it ended, what it did, and where its page is. */
record HistoryPage(List<PastRun> runs, ReaderNames names, RunPages pages) {

  private static final Template TEMPLATE = new Template("history");

  HistoryPage {
    runs = List.copyOf(runs);
  }

  private Policy policy() {
    return names.policy();
  }

  private ReportWords words() {
    return names.words();
  }

  Path write(Language language, Instant now) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("w", words().all());
    model.put("policy", policy().name());
    model.put("made", words().moment(now, policy().zone()));
    model.put("count", words().count("history-runs", runs.size()));
    model.put("years", years());
    return TEMPLATE.write(RunPages.index(pages.root(), language), model);
  }

  /** The latest year first, and in it the latest run. */
  private List<Map<String, Object>> years() {
    Map<Integer, List<PastRun>> years =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    run -> -run.asOf().getYear(), TreeMap::new, Collectors.toList()));
    return years.entrySet().stream()
        .map(
            year ->
                Map.<String, Object>of(
                    "year",
                    String.valueOf(-year.getKey()),
                    "runs",
                    year.getValue().stream().map(this::row).toList()))
        .toList();
  }

  private Map<String, Object> row(PastRun run) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("run", run.id());
    row.put("day", words().day(run.asOf()));
    row.put("at", words().moment(run.startedAt(), policy().zone()));
    row.put("level", run.level());
    row.put("verdict", words().text("history-" + run.level()));
    row.put(
        "rule",
        run.onlyRule() == null ? "" : words().text("history-rule", names.rule(run.onlyRule())));
    row.put("done", words().number(run.counts().done()));
    row.put("kept", words().number(run.counts().kept()));
    row.put("quarantined", words().number(run.counts().quarantined()));
    row.put("waiting", words().number(run.counts().waiting()));
    row.put("unexplained", words().number(run.counts().unexplained()));
    row.put("alarm", run.counts().unexplained() > 0);
    row.put(
        "pages", Stream.of(Language.values()).flatMap(each -> page(run, each).stream()).toList());
    return row;
  }

  private Optional<Map<String, Object>> page(PastRun run, Language language) {
    return Optional.ofNullable(run.seal())
        .flatMap(seal -> pages.existing(run.asOf(), run.id(), seal, language))
        .map(
            file ->
                Map.of(
                    "href", pages.root().relativize(file).toString().replace('\\', '/'),
                    "name", words().text("history-page-" + language)));
  }
}
