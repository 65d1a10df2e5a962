package fr.oubli.purge.plan;

import fr.oubli.decision.Keeping;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Due rows that would stay because rows that are not due yet still refer to them, or because they
 * belong to a row that stays. A plan counts them among the due ones, and must say that the night
 * cannot act on them.
 *
 * @param enforcement its name, as {@code rule:collection}
 * @param by the collection whose rows keep them
 */
public record Referred(String enforcement, Keeping by, long rows) {

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
    String stay = "%s: %d of its due rows would stay, ".formatted(enforcement, rows);
    return by.whole()
        ? stay
            + "for %s to a row of %s that stays; explain that row"
                .formatted(rows == 1 ? "it belongs" : "they belong", by.collection())
        : stay
            + "for rows of %s that are not due refer to %s; end both together, or anonymise"
                .formatted(by.collection(), rows == 1 ? "it" : "them");
  }
}
