package fr.oubli.purge;

import fr.oubli.decision.statement.NulledReferences;
import fr.oubli.platform.console.TextTable;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.Result;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plan as a table for people, and another one of what became of it. */
final class PlanTable {

  private PlanTable() {}

  static String of(Plan plan) {
    TextTable table =
        new TextTable(
            "rule",
            "collection",
            "action",
            "cutoff",
            "stored",
            "due",
            "held",
            "restricted",
            "quarantined",
            "oldest due");
    for (PlannedEnforcement line : plan.lines()) {
      table.row(
          line.enforcement().rule().name(),
          line.enforcement().collection(),
          line.enforcement().action().word(),
          line.enforcement().cutoff().toString(),
          line.stored(),
          line.due(),
          line.held(),
          line.restricted(),
          line.quarantined(),
          day(line.oldest()));
      new TreeMap<>(line.detached())
          .forEach((child, rows) -> table.row(detached(line, child, rows)));
    }
    List<String> text = new ArrayList<>(List.of(table.toString()));
    text.addAll(plan.leftOutLines());
    return String.join("\n", text);
  }

  static String of(PurgeOutcome outcome) {
    TextTable table =
        new TextTable(
            "rule",
            "collection",
            "action",
            "due",
            "done",
            "held",
            "restricted",
            "quarantined",
            "oldest remaining",
            "time");
    for (Result result : outcome.results()) {
      table.row(
          result.rule(),
          result.collection(),
          result.action(),
          result.due(),
          result.done(),
          result.held(),
          result.restricted(),
          result.quarantined(),
          day(result.oldestRemaining()),
          "%.1f s".formatted(result.millis() / 1000.0));
    }
    return table.toString();
  }

  private static Object[] detached(PlannedEnforcement line, String child, long rows) {
    String rule = line.enforcement().rule().name();
    String cutoff = line.enforcement().cutoff().toString();
    return new Object[] {rule, child, NulledReferences.ACTION, cutoff, "", rows, "", "", "", ""};
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }
}
