package fr.oubli.property;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.property.Graph.Node;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.report.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Compares the numbers that the plan and the run tell with the oracle's. */
record Counts(Scenario scenario, Oracle oracle) {

  private static final String LAW = "what the plan says is what the run does";

  /** The numbers of one rule on one table. */
  private record Line(long due, long held, long restricted, long quarantined) {

    Line plus(Line other) {
      return new Line(
          due + other.due,
          held + other.held,
          restricted + other.restricted,
          quarantined + other.quarantined);
    }
  }

  /** Of a rule whose period stands in the data there is one for each of its periods. */
  private static String written(String rule) {
    int made = rule.indexOf(" (");
    return made < 0 ? rule : rule.substring(0, made);
  }

  private static final Line NOTHING = new Line(0, 0, 0, 0);

  /** Rules where nothing is due share a line of the table, and columns of zeros are left out. */
  void judgePlan(PurgeOutcome outcome) {
    List<String[]> table =
        outcome.remarks().get(0).lines().map(line -> line.strip().split("\\s{2,}")).toList();
    List<String> header = List.of(table.get(0));
    Map<String, Line> told = new LinkedHashMap<>();
    table.stream()
        .filter(cells -> cells.length > 5 && cells[2].matches("delete|anonymise( \\(.*\\))?"))
        .forEach(
            cells ->
                told.merge(written(cells[0]) + ":" + cells[1], line(cells, header), Line::plus));
    Map<String, Line> expected = new LinkedHashMap<>(lines());
    expected.values().removeIf(NOTHING::equals);
    told.values().removeIf(NOTHING::equals);
    expect(told.equals(expected), "the plan says %s, the oracle %s".formatted(told, expected));
    expectQuarantine(outcome);
  }

  private static Line line(String[] cells, List<String> header) {
    ToLongFunction<String> figure =
        name -> header.contains(name) ? Long.parseLong(cells[header.indexOf(name)]) : 0;
    return new Line(
        figure.applyAsLong("due"),
        figure.applyAsLong("held"),
        figure.applyAsLong("restricted"),
        figure.applyAsLong("quarantined"));
  }

  void judge(PurgeOutcome outcome, Snapshot after) {
    Map<String, Line> lines = lines();
    Map<String, List<Result>> told = new LinkedHashMap<>();
    for (Result result : outcome.results()) {
      String name = written(result.rule()) + ":" + result.collection();
      told.computeIfAbsent(name, any -> new ArrayList<>()).add(result);
    }
    told.forEach((name, results) -> judge(name, results, lines, after));
    expect(told.size() == lines.size(), "%s lines for %s".formatted(told.keySet(), lines));
    expectQuarantine(outcome);
  }

  private void judge(String name, List<Result> results, Map<String, Line> lines, Snapshot after) {
    Line line = lines.getOrDefault(name, new Line(-1, -1, -1, -1));
    long due = results.stream().mapToLong(Result::due).sum();
    expect(due == line.due(), "%s due %s, not %s".formatted(name, due, line.due()));
    long quarantined = results.stream().mapToLong(Result::quarantined).sum();
    expect(
        quarantined == line.quarantined(),
        "%s quarantined %s, not %s".formatted(name, quarantined, line.quarantined()));
    long unexplained = results.stream().mapToLong(Result::unexplained).sum();
    expect(unexplained == 0, "%s leaves %s unexplained".formatted(name, unexplained));
    long left = results.stream().mapToLong(Result::remaining).sum();
    long remaining = remaining(results.get(0), after);
    expect(left == remaining, "%s left %s, not %s".formatted(name, left, remaining));
  }

  /** How many due rows are still there and were not masked. */
  private long remaining(Result result, Snapshot after) {
    Rule rule =
        scenario.rules().stream()
            .filter(each -> each.name().equals(written(result.rule())))
            .findFirst()
            .orElseThrow();
    boolean rewrites = result.action().startsWith("anonymise");
    return oracle.rows(result.collection()).stream()
        .filter(node -> oracle.isDue(rule, node))
        .filter(node -> after.of(node.table.name()).containsKey(node.table.keyText(node.row)))
        .filter(node -> !rewrites || !oracle.isDone(rule, node))
        .count();
  }

  private void expectQuarantine(PurgeOutcome outcome) {
    boolean any = lines().values().stream().anyMatch(line -> line.quarantined() > 0);
    expect(
        outcome.code() == (any ? ExitCode.QUARANTINE : ExitCode.DONE),
        "exit code %s for %s".formatted(outcome.code(), lines()));
  }

  private Map<String, Line> lines() {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (Rule rule : scenario.rules()) {
      for (String table : rule.then().keySet()) {
        List<Node> rows = oracle.rows(table);
        Predicate<Node> due = node -> oracle.isDue(rule, node);
        Predicate<Node> held = node -> oracle.isHeld(rule, node);
        lines.put(
            String.format(Locale.ROOT, "%s:%s", rule.name(), table),
            new Line(
                rows.stream().filter(due).count(),
                rows.stream().filter(due.and(held)).count(),
                rows.stream().filter(due.and(held.negate()).and(oracle::isRestricted)).count(),
                rows.stream()
                    .filter(
                        node ->
                            oracle.isSuspect(rule, node)
                                || (oracle.isDue(rule, node) && Addresses.keeps(rule, node)))
                    .count()));
      }
    }
    return lines;
  }

  private static void expect(boolean kept, String detail) {
    Trial.expect(kept, LAW, detail);
  }
}
