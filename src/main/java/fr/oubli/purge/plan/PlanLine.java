package fr.oubli.purge.plan;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A line of a plan as a program reads it: what one rule would do to one collection.
 *
 * @param cutoff the last day of the rule's clock that is due
 * @param oldestDue the oldest such day of a due row; null where none is due, or nobody asked
 * @param emptiedReferences how many rows lose their reference to what goes, by their collection
 */
public record PlanLine(
    String rule,
    String collection,
    String action,
    LocalDate cutoff,
    @Nullable LocalDate oldestDue,
    Counts counts,
    Map<String, Long> emptiedReferences) {

  /**
   * Rows of the collection.
   *
   * @param stored of a large collection, the server's estimate
   * @param held whole or in part; of those in part the night does the rest
   * @param actionable those that the night would act on
   * @param quarantined those that the rule cannot judge
   * @param leftOut those that the conditions of the rule leave out
   */
  public record Counts(
      long stored,
      long due,
      long held,
      long restricted,
      long actionable,
      long quarantined,
      long leftOut) {}

  public static PlanLine of(PlannedEnforcement line) {
    return new PlanLine(
        line.enforcement().rule().name(),
        line.enforcement().collection(),
        line.enforcement().action().word(),
        line.enforcement().cutoff(),
        line.oldest(),
        new Counts(
            line.stored(),
            line.due(),
            line.held(),
            line.restricted(),
            line.actionable(),
            line.quarantined(),
            line.leftOut().rows()),
        new TreeMap<>(line.detached()));
  }
}
