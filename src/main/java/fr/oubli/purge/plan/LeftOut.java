package fr.oubli.purge.plan;

import fr.oubli.model.policy.Rule;

/**
 * Rows that the conditions of a rule leave out, due or not.
 *
 * @param rows among those that were looked at
 * @param untied those of them that belong to no row of which a condition asks
 */
public record LeftOut(long rows, long untied) {

  public static final LeftOut NONE = new LeftOut(0, 0);

  public LeftOut {
    if (untied < 0 || rows < untied) {
      throw new IllegalArgumentException("%d left out, %d untied".formatted(rows, untied));
    }
  }

  private static String word(Rule rule) {
    if (rule.keep().read().isEmpty()) {
      return "'only'";
    }
    return rule.reach().only().isEmpty() ? "'keep'" : "'only' or 'keep'";
  }

  /** For people; empty where nothing is left out. */
  String line(PlannedEnforcement of) {
    String which =
        untied == 0
            ? ""
            : ", %s of no row that it asks".formatted(untied == rows ? "all" : untied + " of them");
    return rows == 0
        ? ""
        : "%s: %s leaves out %s of %s%s"
            .formatted(
                of.enforcement().rule().written(),
                word(of.enforcement().rule()),
                rows == 1 ? "1 row" : rows + " rows",
                of.enforcement().collection(),
                which);
  }
}
