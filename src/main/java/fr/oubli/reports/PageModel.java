package fr.oubli.reports;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.reports.ComplianceState.Finding;
import fr.oubli.reports.ComplianceState.Weight;
import fr.oubli.reports.RunFacts.Line;
import java.time.Instant;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code page.mustache} shows, put into words: the answer and its figures, the holds and the
 * quarantine. The longer chapters have models of their own.
 *
 * @param backups how long a backup is kept; null where nobody declared it
 */
record PageModel(
    ComplianceState state,
    Policy policy,
    DataMap map,
    ReportWords words,
    @Nullable Period backups) {

  /** A list shows so many entries; the registers have the rest. */
  static final int SHOWN = 40;

  Map<String, Object> build(Instant now) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("w", words.all());
    model.put("policy", policy.name());
    model.put("today", words.day(state.today()));
    model.put("made", words.moment(now, policy.zone()));
    model.put("run", state.run().id());
    model.put("shown-seal", state.run().seal().digest());
    model.put("run-day", words.day(state.run().asOf()));
    verdict(model);
    model.put("tiles", tiles());
    ForecastModel forecast = new ForecastModel(state.run(), names());
    model.putAll(new RulesModel(state.run(), names(), forecast, state.history().unasked()).build());
    model.putAll(forecast.build());
    model.putAll(new TrendModel(state.history().nights(), words).build());
    model.putAll(new RequestsModel(state, words).build());
    model.putAll(new VersionsModel(state.requests().versions(), words).build());
    holds(model);
    quarantine(model);
    model.putAll(new FilesModel(state, names(), backups).build());
    model.put("seal", new SealModel(state.run(), words, policy.zone()).build());
    return model;
  }

  private ReaderNames names() {
    return new ReaderNames(policy, map, words);
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
        tile("tile-done", run.sum(line -> line.counts().done())),
        tile("tile-kept", run.sum(line -> line.counts().kept())),
        tile("tile-unexplained", run.sum(Line::unexplained)),
        tile("tile-quarantine", state.quarantined()),
        tile("tile-requests", state.requests().waiting().size()),
        tile("tile-late", state.late()));
  }

  private Map<String, Object> tile(String key, long figure) {
    return Map.of("name", words.text(key), "figure", words.number(figure));
  }

  private void holds(Map<String, Object> model) {
    List<RegisterReader.StaleHold> stale = state.holds().stale();
    model.put("holds", stale.stream().limit(SHOWN).map(this::hold).toList());
    model.put("holds-more", words.more(stale.size() - SHOWN));
    model.put("holds-in-force", words.count("holds-in-force", state.holds().inForce()));
  }

  private Map<String, Object> hold(RegisterReader.StaleHold hold) {
    return Map.of(
        "id", hold.id(),
        "scope", words.word("scope", hold.scope()),
        "collection", names().collection(hold.collection()),
        "owner", hold.owner(),
        "review", words.day(hold.reviewOn()));
  }

  private void quarantine(Map<String, Object> model) {
    model.put("quarantine", state.quarantine().stream().limit(SHOWN).map(this::stray).toList());
    model.put("quarantine-more", words.more(state.quarantine().size() - SHOWN));
  }

  private Map<String, Object> stray(RegisterReader.Quarantined rows) {
    return Map.of(
        "rule", names().rule(rows.rule()),
        "collection", names().collection(rows.collection()),
        "reason", words.word("reason", rows.reason()),
        "rows", words.number(rows.rows()));
  }
}
