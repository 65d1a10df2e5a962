package fr.oubli.reports;

import com.samskivert.mustache.Escapers;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Night;
import fr.oubli.reports.State.Finding;
import fr.oubli.reports.State.Weight;
import fr.oubli.reports.Svg.Ink;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What the compliance page shows, put into words. */
final class PageModel {

  /** Lists are cut here: a page is to be read, and the registers have the rest. */
  private static final int SHOWN = 40;

  /** Plots give way to their tables once they weigh this much together. */
  private static final int MOST_CHARACTERS_OF_PLOTS = 300_000;

  private final State state;
  private final Policy policy;
  private final DataMap map;
  private final ReportWords words;
  private final Plots plots;
  private int drawn;

  PageModel(State state, Policy policy, DataMap map, ReportWords words) {
    this.state = state;
    this.policy = policy;
    this.map = map;
    this.words = words;
    this.plots = new Plots(words);
  }

  Map<String, Object> build(Instant now) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("w", words.all());
    model.put("policy", policy.name());
    model.put("today", words.day(state.today()));
    model.put("made", words.moment(now, policy.zone()));
    model.put("run", state.run().id());
    model.put("run-day", words.day(state.run().asOf()));
    verdict(model);
    model.put("tiles", tiles());
    Map<String, List<Line>> byRule = byRule();
    model.put("overview", byRule.values().stream().flatMap(List::stream).map(this::row).toList());
    model.put("linkable", linkable() ? words.text("linkable") : "");
    model.put(
        "rules", byRule.entrySet().stream().map(e -> rule(e.getKey(), e.getValue())).toList());
    trend(model);
    requests(model);
    model.put("holds", state.stale().stream().limit(SHOWN).map(this::hold).toList());
    model.put("holds-more", more(state.stale().size()));
    model.put("holds-in-force", words.count("holds-in-force", state.holds()));
    model.put("quarantine", state.quarantine().stream().limit(SHOWN).map(this::stray).toList());
    model.put("quarantine-more", more(state.quarantine().size()));
    model.put("seal", new SealModel(state.run(), words, policy.zone()).build());
    return model;
  }

  private void verdict(Map<String, Object> model) {
    List<Finding> findings = state.findings(policy.sha256());
    boolean broken = findings.stream().anyMatch(finding -> finding.weight() == Weight.BROKEN);
    String level = broken ? "broken" : findings.isEmpty() ? "fine" : "watch";
    model.put("level", level);
    model.put("verdict", words.text("verdict-" + level));
    model.put("findings", findings.stream().map(this::finding).toList());
  }

  private Map<String, Object> finding(Finding finding) {
    return Map.of(
        "text", words.count(finding.key(), finding.count()),
        "where", finding.where(),
        "level", finding.weight() == Weight.BROKEN ? "broken" : "watch");
  }

  private List<Map<String, Object>> tiles() {
    RunFacts run = state.run();
    return List.of(
        tile("tile-done", run.sum(Line::done)),
        tile("tile-kept", run.sum(line -> line.held() + line.restricted())),
        tile("tile-unexplained", run.sum(line -> Math.max(0, line.unexplained()))),
        tile("tile-quarantine", state.quarantined()),
        tile("tile-requests", state.waiting().size()),
        tile("tile-late", state.late()));
  }

  private Map<String, Object> tile(String key, long figure) {
    return Map.of("name", words.text(key), "figure", words.number(figure));
  }

  private Map<String, Object> row(Line line) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("rule", line.rule());
    row.put("collection", words.collection(line.collection()));
    row.put("action", words.word("action", line.action()));
    row.put("cutoff", words.day(line.cutoff()));
    row.put("due", words.number(line.due()));
    row.put("done", words.number(line.done()));
    row.put("held", words.number(line.held()));
    row.put("restricted", words.number(line.restricted()));
    row.put("quarantined", words.number(line.quarantined()));
    row.put("unexplained", words.number(Math.max(0, line.unexplained())));
    row.put("alarm", line.unexplained() > 0);
    return row;
  }

  /** Anonymised rows that the accounts can still be joined to are not anonymous yet. */
  private boolean linkable() {
    return Linkable.by(policy)
        && state.run().lines().stream().anyMatch(line -> line.action().equals("anonymise"));
  }

  /** In the policy's order; rules that it has no more come last. */
  private Map<String, List<Line>> byRule() {
    Map<String, List<Line>> byRule = new LinkedHashMap<>();
    policy.rules().forEach(rule -> byRule.put(rule.name(), new ArrayList<>()));
    state
        .run()
        .lines()
        .forEach(line -> byRule.computeIfAbsent(line.rule(), name -> new ArrayList<>()).add(line));
    return byRule;
  }

  private Map<String, Object> rule(String name, List<Line> lines) {
    Optional<Rule> rule =
        policy.rules().stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", name);
    model.put("cites", rule.map(words::cites).orElse(words.text("rule-gone")));
    model.put("basis", rule.map(words::basis).orElse(""));
    model.put("silent", rule.map(Rule::silent).orElse(false));
    model.put("kept", rule.map(found -> words.kept(found, map)).orElse(""));
    model.put("ran", !lines.isEmpty());
    model.put(
        "figures",
        words.text(
            "rule-figures",
            figure(lines, Line::due),
            figure(lines, Line::done),
            figure(lines, line -> line.held() + line.restricted()),
            figure(lines, Line::quarantined)));
    List<Line> aged = lines.stream().filter(line -> !line.ages().isEmpty()).toList();
    model.put("broad", aged.size() > 1);
    model.put("plots", aged.stream().map(this::ages).toList());
    return model;
  }

  private String figure(List<Line> lines, ToLongFunction<Line> figure) {
    return words.number(lines.stream().mapToLong(figure).sum());
  }

  private Map<String, Object> ages(Line line) {
    long running = line.ages().stream().mapToLong(RunFacts.Span::rows).sum();
    String title = words.collection(line.collection());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("title", title);
    model.put("summary", words.text("ages", words.number(running), words.number(line.remaining())));
    model.put("sampled", line.sampled());
    model.put(
        "spans",
        line.ages().stream()
            .map(
                span ->
                    Map.of(
                        "from", words.day(span.first()),
                        "to", words.day(span.last()),
                        "rows", words.number(span.rows())))
            .toList());
    model.put("over", words.number(line.remaining()));
    model.put("cutoff", words.day(line.cutoff()));
    boolean any = running + line.remaining() > 0;
    model.put("svg", any ? plot(() -> plots.ages(line, label("ages-label", title))) : "");
    return model;
  }

  private void trend(Map<String, Object> model) {
    List<Night> nights = state.nights();
    model.put("nights", nights.stream().map(this::night).toList());
    List<Map<String, Object>> trends = new ArrayList<>();
    if (!nights.isEmpty()) {
      trends.add(trend("trend-done", Ink.KEPT, Night::done));
      trends.add(trend("trend-kept", Ink.OTHER, night -> night.held() + night.restricted()));
      trends.add(trend("trend-quarantine", Ink.OVER, Night::quarantined));
    }
    model.put("trends", trends);
  }

  private Map<String, Object> trend(String key, Ink ink, ToLongFunction<Night> figure) {
    return Map.of(
        "title",
        words.text(key),
        "svg",
        plot(
            () ->
                plots.nights(state.nights(), figure, ink, label("trend-label", words.text(key)))));
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

  private String notices() {
    long count = state.notices().count();
    LocalDate oldest = state.notices().oldest();
    return oldest == null
        ? ""
        : words.text(count == 1 ? "notices" : "notices-s", words.number(count), words.day(oldest));
  }

  private void requests(Map<String, Object> model) {
    model.put("notices", notices());
    model.put("requests", state.waiting().stream().limit(SHOWN).map(this::request).toList());
    model.put("requests-more", more(state.waiting().size()));
    model.put(
        "answered",
        words.text(
            "answered",
            words.count("request", state.answered().requests()),
            words.number(state.answered().late()),
            state.answered().medianDays() == null
                ? "–"
                : words.number(state.answered().medianDays())));
    if (!state.waiting().isEmpty()) {
      Map<String, Long> terms = new DeadlineCounts(state).named(words);
      model.put("terms-svg", plot(() -> plots.named(terms, Ink.KEPT, label("terms-label", ""))));
      model.put(
          "terms",
          terms.entrySet().stream()
              .map(term -> Map.of("name", term.getKey(), "rows", words.number(term.getValue())))
              .toList());
    }
  }

  private Map<String, Object> request(RequestFacts request) {
    long late = request.daysLate(state.today());
    String left =
        request.suspendedOn() != null
            ? words.text("clock-stopped")
            : late > 0
                ? words.count("days-late", late)
                : words.count("days-left", request.daysLeft(state.today()));
    return Map.of(
        "id", request.id(),
        "right", words.word("right", request.right().name()),
        "state", words.word("state", request.state().name()),
        "received", words.day(request.receivedOn()),
        "deadline", words.day(request.deadline()),
        "extended", request.extendedOn() != null,
        "left", left,
        "alarm", late > 0);
  }

  private Map<String, Object> hold(RegisterReader.StaleHold hold) {
    return Map.of(
        "id", hold.id(),
        "scope", words.word("scope", hold.scope()),
        "collection", words.collection(hold.collection()),
        "owner", hold.owner(),
        "review", words.day(hold.reviewOn()));
  }

  private Map<String, Object> stray(RegisterReader.Quarantined rows) {
    return Map.of(
        "rule", rows.rule(),
        "collection", words.collection(rows.collection()),
        "reason", words.word("reason", rows.reason()),
        "rows", words.number(rows.rows()));
  }

  private String more(long all) {
    return all > SHOWN ? words.text("more", words.number(all - SHOWN)) : "";
  }

  private String label(String key, String what) {
    return Escapers.HTML.escape(words.text(key, what));
  }

  /** Empty where the plot has no room, or where the machine has no fonts: its table stays. */
  private String plot(Supplier<String> plot) {
    if (drawn > MOST_CHARACTERS_OF_PLOTS) {
      return "";
    }
    try {
      String svg = plot.get();
      drawn += svg.length();
      return svg;
    } catch (LinkageError | InternalError e) {
      return "";
    }
  }
}
