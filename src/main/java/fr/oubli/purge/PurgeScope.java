package fr.oubli.purge;

import org.jspecify.annotations.Nullable;

/**
 * What a launch may do, and to which rows.
 *
 * @param dryRun counts what is due and touches nothing
 * @param plan the hash of the plan that a person approved; null where none is needed
 * @param onlyRule the only rule to enforce; null for all
 * @param everything looks at all rows, not only at what is new since the last watermark
 */
public record PurgeScope(
    boolean dryRun, @Nullable String plan, @Nullable String onlyRule, boolean everything) {

  /** All rules, on what is new where a watermark says what is. */
  public static final PurgeScope NIGHT = new PurgeScope(false, null, null, false);

  /** Counts what {@link #NIGHT} would do. */
  public static final PurgeScope DRY_RUN = new PurgeScope(true, null, null, false);

  /** The same on all rows. */
  public PurgeScope onEverything() {
    return new PurgeScope(dryRun, plan, onlyRule, true);
  }

  /** The same for one rule. */
  public PurgeScope only(String rule) {
    return new PurgeScope(dryRun, plan, rule, everything);
  }
}
