package fr.oubli.reports;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A run as the list of all runs shows it.
 *
 * @param onlyRule the rule that it enforced alone
 * @param seal the digest of its seal; none where it did not come to its end
 */
record PastRun(
    long id,
    LocalDate asOf,
    Instant startedAt,
    @Nullable String onlyRule,
    @Nullable String seal,
    Counts counts) {

  /**
   * Sums over its rules.
   *
   * @param waiting due rows that wait: for another plan, for other sessions, for rows that refer to
   *     them
   * @param busy those of them that other sessions had, which ends a night with 3
   */
  record Counts(
      long done, long kept, long quarantined, long waiting, long busy, long unexplained) {}

  /** The class of its verdict: what was left when it ended, whatever was mended since. */
  String level() {
    if (seal == null) {
      return "unfinished";
    }
    if (counts.unexplained() > 0) {
      return "broken";
    }
    return counts.quarantined() + counts.busy() > 0 ? "watch" : "fine";
  }
}
