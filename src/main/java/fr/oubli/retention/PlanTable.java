package fr.oubli.retention;

import fr.oubli.decision.Detached;
import fr.oubli.plan.Plan;
import fr.oubli.plan.Planned;
import fr.oubli.run.TextTable;
import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plan, and what became of it, as tables that people read. */
public final class PlanTable {

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
    for (Planned line : plan.lines()) {
      table.row(
          line.duty().rule().name(),
          line.duty().collection(),
          line.duty().action(),
          line.duty().cutoff().toString(),
          line.stored(),
          line.due(),
          line.held(),
          line.restricted(),
          line.quarantined(),
          day(line.oldest()));
      new TreeMap<>(line.detached())
          .forEach((child, rows) -> table.row(detached(line, child, rows)));
    }
    return table.toString();
  }

  public static String of(Outcome outcome) {
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

  private static Object[] detached(Planned line, String child, long rows) {
    String rule = line.duty().rule().name();
    String cutoff = line.duty().cutoff().toString();
    return new Object[] {rule, child, Detached.ACTION, cutoff, "", rows, "", "", "", ""};
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }
}
