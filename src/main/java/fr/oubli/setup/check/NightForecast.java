package fr.oubli.setup.check;

import fr.oubli.model.policy.Rule;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.console.TextTable;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a run would find and how long it would take.
 *
 * @param counting how long counting took: a run begins with it too
 */
record NightForecast(Plan plan, Throughput pace, Duration counting) {

  /** For the report's first line: the rows, and the time where it is known. */
  String inShort() {
    StringBuilder text =
        new StringBuilder(Prose.count(sum(PlannedEnforcement::due), "row")).append(" due");
    part(text, sum(PlannedEnforcement::held), "held");
    part(text, sum(PlannedEnforcement::restricted), "restricted");
    part(text, sum(PlannedEnforcement::quarantined), "in quarantine");
    return text.append("; ").append(time()).toString();
  }

  private static void part(StringBuilder text, long rows, String how) {
    if (rows > 0) {
      text.append(", ").append(rows).append(' ').append(how);
    }
  }

  private long sum(java.util.function.ToLongFunction<PlannedEnforcement> rows) {
    return plan.lines().stream().mapToLong(rows).sum();
  }

  CheckSection section(List<Rule> rules) {
    TextTable table =
        new TextTable(
            "collection", "action", "stored", "due", "held", "restricted", "quarantined", "time");
    List<PlannedEnforcement> grouped = rules.stream().flatMap(this::linesOf).toList();
    grouped.forEach(
        line ->
            table.row(
                line.enforcement().collection(),
                line.enforcement().action().word(),
                line.stored(),
                line.due(),
                line.held(),
                line.restricted(),
                line.quarantined(),
                time(line)));
    List<List<String>> rows = table.blocks(2).stream().map(NightForecast::indented).toList();
    List<String> lines = new ArrayList<>(rows.get(0));
    Rule last = null;
    for (int i = 0; i < grouped.size(); i++) {
      PlannedEnforcement line = grouped.get(i);
      if (!line.enforcement().rule().equals(last)) {
        last = line.enforcement().rule();
        lines.addAll(Phrases.rule(last, line.enforcement().cutoff()));
      }
      lines.addAll(rows.get(i + 2));
    }
    if (countedTwice()) {
      lines.add("a row that two rules make due is counted under both");
    }
    lines.addAll(reckoning());
    return new CheckSection("What each rule would find, as of " + plan.asOf(), lines);
  }

  private static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> "  " + line).toList();
  }

  private boolean countedTwice() {
    List<String> due =
        plan.lines().stream()
            .filter(line -> line.due() > 0)
            .map(line -> line.enforcement().collection())
            .toList();
    return due.stream().distinct().count() < due.size();
  }

  private Stream<PlannedEnforcement> linesOf(Rule rule) {
    return plan.lines().stream().filter(line -> line.enforcement().rule().equals(rule));
  }

  private String time(PlannedEnforcement line) {
    OptionalLong millis = pace.millis(line);
    if (line.actionable() == 0) {
      return "";
    }
    return millis.isPresent() ? Phrases.time(millis.getAsLong()) : "unknown";
  }

  private List<PlannedEnforcement> unmeasured() {
    return plan.lines().stream().filter(line -> pace.millis(line).isEmpty()).toList();
  }

  private long acting() {
    return plan.lines().stream().mapToLong(line -> pace.millis(line).orElse(0)).sum();
  }

  private String time() {
    if (pace.beside().isEmpty()) {
      return "how long is not known before a first run";
    }
    long known = counting.toMillis() + acting() + pace.beside().getAsLong();
    return (unmeasured().isEmpty() ? "about " : "at least ") + Phrases.time(known);
  }

  private List<String> reckoning() {
    List<String> lines = new ArrayList<>();
    lines.add("time: " + time());
    lines.add("  %s to count, as just measured".formatted(Phrases.time(counting.toMillis())));
    if (pace.beside().isPresent()) {
      lines.add(
          "  %s to act, %s to verify, seal and report, as earlier runs measured"
              .formatted(Phrases.time(acting()), Phrases.time(pace.beside().getAsLong())));
      List<String> unknown = unmeasured().stream().map(line -> line.enforcement().name()).toList();
      if (!unknown.isEmpty()) {
        lines.addAll(
            Phrases.wrapped("  earlier runs did nothing, or less than a tenth, of", unknown));
      }
    }
    return lines;
  }
}
