package fr.oubli.reports;

import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Actions;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.console.Prose;
import fr.oubli.reports.RunFacts.Counts;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What the page says of each rule: what it did, and how old what remains is against its limit.
 *
 * @param forecast of the same run
 * @param unasked by rule that says that people are asked, of how many rows nobody had been
 */
record RulesModel(
    RunFacts run, ReaderNames names, ForecastModel forecast, Map<String, Long> unasked) {

  /** A page with more plots than this would be slow to open: the rest are there as tables only. */
  private static final int MOST_PLOTS = 120;

  private static final String UNEXPLAINED = "col-unexplained";

  /**
   * A column of figures.
   *
   * @param key of its heading
   * @param seldom whether it is left out where all is zero
   */
  private record Figure(String key, ToLongFunction<Line> of, boolean seldom) {}

  /** Each due row is in one of the columns after the first, but for those in quarantine. */
  private static final List<Figure> FIGURES =
      List.of(
          new Figure("col-due", line -> line.counts().due(), false),
          new Figure("col-done", line -> line.counts().done(), false),
          new Figure("col-held", line -> line.counts().heldAlone(), false),
          new Figure("col-restricted", line -> line.counts().restricted(), true),
          new Figure("col-referenced", line -> line.counts().referenced(), true),
          new Figure("col-waiting", line -> line.counts().waiting(), true),
          new Figure("col-no-longer", Line::noLonger, true),
          new Figure(UNEXPLAINED, Line::unexplained, false),
          new Figure("col-quarantined", line -> line.counts().quarantined(), false));

  private Policy policy() {
    return names.policy();
  }

  private ReportWords words() {
    return names.words();
  }

  Map<String, Object> build() {
    Map<String, List<Line>> byRule = byRule();
    Set<Integer> plotted = plotted(byRule);
    Map<String, Object> model = new LinkedHashMap<>();
    List<Line> lines = byRule.values().stream().flatMap(List::stream).toList();
    List<Figure> figures = shown(lines);
    model.put(
        "figures",
        figures.stream().map(figure -> Map.of("name", words().text(figure.key()))).toList());
    model.put(
        "overview",
        lines.stream().filter(RulesModel::isBusy).map(line -> row(line, figures)).toList());
    model.put("idle", idle(lines.stream().filter(line -> !isBusy(line)).toList()));
    model.put("linkable", linkable() ? words().text("linkable") : "");
    model.put(
        "rules",
        byRule.entrySet().stream()
            .map(rule -> rule(rule.getKey(), rule.getValue(), plotted))
            .toList());
    return model;
  }

  /** In the policy's order; rules that it has no more come last. */
  private Map<String, List<Line>> byRule() {
    Map<String, List<Line>> byRule = new LinkedHashMap<>();
    policy().rules().forEach(rule -> byRule.put(rule.name(), new ArrayList<>()));
    run.lines()
        .forEach(
            line ->
                byRule
                    .computeIfAbsent(
                        policy().rule(line.rule()).map(Rule::name).orElse(line.rule()),
                        name -> new ArrayList<>())
                    .add(line));
    return byRule;
  }

  /** The positions of the lines that get a plot: the first ones that have rows to show. */
  private static Set<Integer> plotted(Map<String, List<Line>> byRule) {
    return byRule.values().stream()
        .flatMap(List::stream)
        .filter(line -> !line.ages().isEmpty())
        .filter(line -> line.within() + line.counts().remaining() > 0)
        .limit(MOST_PLOTS)
        .map(Line::position)
        .collect(Collectors.toSet());
  }

  /** Whether a line has a figure other than zero. */
  private static boolean isBusy(Line line) {
    Counts counts = line.counts();
    return counts.due() + counts.done() + counts.kept() + counts.quarantined() + counts.remaining()
        > 0;
  }

  /** Where nothing was due, rule by rule. */
  private String idle(List<Line> lines) {
    return Prose.grouped(
        lines, line -> names.rule(line.rule()), line -> names.collection(line.collection()));
  }

  private Map<String, Object> row(Line line, List<Figure> figures) {
    return Map.of(
        "rule", names.rule(line.rule()),
        "collection", names.collection(line.collection()),
        "action", names.action(line.collection(), line.action()),
        "cutoff", words().day(line.cutoff()),
        "figures",
            figures.stream().map(figure -> cell(figure, figure.of().applyAsLong(line))).toList());
  }

  private Map<String, Object> cell(Figure figure, long rows) {
    return Map.of(
        "name",
        words().text(figure.key()),
        "figure",
        words().number(rows),
        "zero",
        rows == 0,
        "alarm",
        rows > 0 && figure.key().equals(UNEXPLAINED));
  }

  /** Without the columns that would be empty. */
  private static List<Figure> shown(List<Line> lines) {
    return FIGURES.stream()
        .filter(
            figure ->
                !figure.seldom()
                    || lines.stream().mapToLong(figure.of()).anyMatch(rows -> rows > 0))
        .toList();
  }

  /** Anonymised rows that the accounts can still be joined to are not anonymous yet. */
  private boolean linkable() {
    return Linkable.by(policy())
        && run.lines().stream()
            .filter(line -> Actions.columns(line.action()).isEmpty())
            .flatMap(line -> Actions.named(line.action()).stream())
            .anyMatch(Action::masks);
  }

  private Map<String, Object> rule(String name, List<Line> lines, Set<Integer> plotted) {
    Optional<Rule> rule =
        policy().rules().stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    List<Line> aged = lines.stream().filter(line -> !line.ages().isEmpty()).toList();
    Map<String, Object> model = new LinkedHashMap<>();
    String label = names.rule(name);
    model.put("name", label);
    model.put("code", label.equals(name) ? "" : name);
    model.put("cites", rule.map(words()::cites).orElse(words().text("rule-gone")));
    model.put("basis", rule.map(words()::basis).orElse(""));
    model.put("silent", rule.map(Rule::silent).orElse(false));
    model.put("kept", rule.map(found -> words().kept(found, names)).orElse(""));
    model.put("ran", !lines.isEmpty());
    model.put("figures", figures(name, lines));
    model.put("broad", aged.size() > 1);
    model.put(
        "collections",
        aged.stream().map(line -> ages(line, plotted.contains(line.position()))).toList());
    return model;
  }

  private String figures(String name, List<Line> lines) {
    String figures =
        words()
            .text(
                "rule-figures",
                sum(lines, Counts::due),
                sum(lines, Counts::done),
                sum(lines, Counts::kept),
                sum(lines, Counts::quarantined));
    boolean limited = lines.stream().anyMatch(line -> line.counts().leftOut() > 0);
    return figures
        + (limited ? words().text("rule-left-out", sum(lines, Counts::leftOut)) : "")
        + (unasked.containsKey(name)
            ? words().text("rule-unasked", words().number(unasked.getOrDefault(name, 0L)))
            : "");
  }

  private String sum(List<Line> lines, ToLongFunction<Counts> figure) {
    return words().number(lines.stream().map(Line::counts).mapToLong(figure).sum());
  }

  private Map<String, Object> ages(Line line, boolean plotted) {
    String title = names.collection(line.collection()) + names.period(line.rule());
    String over = words().number(line.counts().remaining());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("title", title);
    model.put("summary", words().text("ages", words().number(line.within()), over) + next(line));
    model.put("sampled", line.sampled());
    model.put("spans", AgeSpans.shown(line.ages()).stream().map(this::span).toList());
    model.put("over", over);
    model.put("cutoff", words().day(line.cutoff()));
    if (plotted) {
      model.put("plot", new Plots(words()).ages(line, words().text("ages-label", title)));
    }
    return model;
  }

  /** How far the rows are from their limit, as time. */
  private String next(Line line) {
    return forecast
        .due(line)
        .map(
            due ->
                due.rows().keySet().stream()
                    .min(Comparator.naturalOrder())
                    .map(month -> words().text("ages-next", words().month(month)))
                    .orElse(words().text("ages-none-next")))
        .orElse("");
  }

  private Map<String, Object> span(Span span) {
    return Map.of(
        "from", words().day(span.first()),
        "to", words().day(span.last()),
        "rows", words().number(span.rows()));
  }
}
