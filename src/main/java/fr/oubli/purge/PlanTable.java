package fr.oubli.purge;

import fr.oubli.decision.statement.NulledReferences;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.console.TextTable;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.Result;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a table for people, and another one of what became of it. Each due row of the second is
 * in one column of those after it, but for what is held in part, which is done beside; where there
 * is nothing to say, rules share a line.
 */
final class PlanTable {

  private static final List<String> PLANNED =
      List.of(
          "rule",
          "collection",
          "action",
          "cutoff",
          "stored",
          "due",
          "held",
          "in part",
          "restricted",
          "quarantined",
          "oldest due");

  private static final List<String> DONE =
      List.of(
          "rule",
          "collection",
          "action",
          "due",
          "done",
          "held",
          "in part",
          "restricted",
          "referred to",
          "not in plan",
          "busy",
          "no longer due",
          "unexplained",
          "quarantined",
          "oldest remaining",
          "seconds");

  /** Columns that are not printed where all is zero. */
  private static final Set<String> SELDOM =
      Set.of(
          "held",
          "in part",
          "restricted",
          "referred to",
          "not in plan",
          "busy",
          "no longer due",
          "unexplained",
          "quarantined");

  private PlanTable() {}

  /** As it is printed. */
  static String of(Plan plan) {
    List<PlannedEnforcement> busy = plan.lines().stream().filter(PlanTable::isBusy).toList();
    String idle =
        Prose.grouped(
            plan.lines().stream().filter(line -> !isBusy(line)).toList(),
            line -> line.enforcement().rule().name(),
            line -> line.enforcement().collection());
    List<String> text = printed(PLANNED, planned(busy), idle);
    text.addAll(plan.leftOutLines());
    return String.join("\n", text);
  }

  /** As it is kept: each line of the plan and all columns, on whatever terminal it was made. */
  static String whole(Plan plan) {
    TextTable table = new TextTable(PLANNED);
    planned(plan.lines()).forEach(row -> table.row(row.toArray()));
    List<String> text = new ArrayList<>(List.of(table.whole()));
    text.addAll(plan.leftOutLines());
    return String.join("\n", text);
  }

  private static List<List<Object>> planned(List<PlannedEnforcement> lines) {
    List<List<Object>> rows = new ArrayList<>();
    for (PlannedEnforcement line : lines) {
      rows.add(
          List.of(
              line.enforcement().rule().name(),
              line.enforcement().collection(),
              line.enforcement().action().word(),
              line.enforcement().cutoff().toString(),
              line.stored(),
              line.due(),
              line.held(),
              line.inPart(),
              line.restricted(),
              line.quarantined(),
              day(line.oldest())));
      new TreeMap<>(line.detached())
          .forEach((child, detached) -> rows.add(detached(line, child, detached)));
    }
    return rows;
  }

  private static List<Object> detached(PlannedEnforcement line, String child, long rows) {
    String rule = line.enforcement().rule().name();
    String cutoff = line.enforcement().cutoff().toString();
    return List.of(rule, child, NulledReferences.ACTION, cutoff, "", rows, "", "", "", "", "");
  }

  private static boolean isBusy(PlannedEnforcement line) {
    return line.due() + line.held() + line.restricted() + line.quarantined() > 0
        || !line.detached().isEmpty();
  }

  static String of(PurgeOutcome outcome) {
    List<List<Object>> busy =
        outcome.results().stream().filter(PlanTable::isBusy).map(PlanTable::done).toList();
    String idle =
        Prose.grouped(
            outcome.results().stream().filter(result -> !isBusy(result)).toList(),
            Result::rule,
            Result::collection);
    return String.join("\n", printed(DONE, busy, idle));
  }

  private static boolean isBusy(Result result) {
    return result.due() + result.done() + result.quarantined() > 0;
  }

  private static List<Object> done(Result result) {
    return List.of(
        result.rule(),
        result.collection(),
        result.action(),
        result.due(),
        result.done(),
        result.heldAlone(),
        result.inPart(),
        result.restricted(),
        result.referenced(),
        result.unplanned(),
        result.busy(),
        result.noLonger(),
        result.unexplained(),
        result.quarantined(),
        day(result.oldestRemaining()),
        BigDecimal.valueOf(Math.round(result.millis() / 100.0), 1));
  }

  /**
   * @param idle rules where nothing was due, each with its collections
   */
  private static List<String> printed(List<String> headings, List<List<Object>> rows, String idle) {
    List<String> text = new ArrayList<>();
    if (!rows.isEmpty()) {
      int[] shown =
          IntStream.range(0, headings.size())
              .filter(
                  i ->
                      !SELDOM.contains(headings.get(i))
                          || rows.stream().anyMatch(row -> says(row.get(i))))
              .toArray();
      TextTable table = new TextTable(IntStream.of(shown).mapToObj(headings::get).toList());
      rows.forEach(row -> table.row(IntStream.of(shown).mapToObj(row::get).toArray()));
      text.add(table.toString());
    }
    if (!idle.isEmpty()) {
      text.addAll(Prose.fit("nothing due: " + idle));
    }
    return text;
  }

  private static boolean says(Object figure) {
    return figure instanceof Long number && number != 0;
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }
}
