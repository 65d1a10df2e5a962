package fr.oubli.purge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Due rows that would stay because rows that are not due yet still refer to them. A plan counts
 * them among the due ones, and must say that the night cannot act on them.
 *
 * @param enforcement its name, as {@code rule:collection}
 * @param by the collection whose rows refer to them
 */
public record Referred(String enforcement, String by, long rows) {

  /** One for each line of a plan and each referring collection that keeps a row. */
  public static List<Referred> of(Plan plan) {
    List<Referred> found = new ArrayList<>();
    for (PlannedEnforcement line : plan.lines()) {
      new TreeMap<>(line.referred())
          .forEach((by, rows) -> found.add(new Referred(line.enforcement().name(), by, rows)));
    }
    return found;
  }

  public String line() {
    return "%s: %d of its due rows would stay, for rows of %s that are not due refer to %s; end both"
            .formatted(enforcement, rows, by, rows == 1 ? "it" : "them")
        + " together, or anonymise";
  }
}
