package fr.oubli.decision;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one rule decides of one row.
 *
 * @param anchor the day the clock started; null where the rule does not bear on the row
 * @param dueOn the first day on which the row is due; null where nothing says
 * @param keptBy names of what keeps the row, with the columns where only some are needed
 * @param culprit the row and its date that put this one in quarantine; null where it is in none
 * @param referrers by collection, how many rows keep a due one because they refer to it
 */
public record Explanation(
    String rule,
    String action,
    @Nullable LocalDate anchor,
    @Nullable LocalDate dueOn,
    Verdict verdict,
    List<String> keptBy,
    @Nullable String culprit,
    Map<String, Long> referrers,
    String remark) {

  /** What will happen to the row at the next run. */
  public enum Verdict {
    OUT_OF_REACH,
    NOT_DUE,
    DUE,
    KEPT,
    QUARANTINED,
    DONE
  }

  public Explanation {
    keptBy = List.copyOf(keptBy);
    referrers = Map.copyOf(referrers);
  }
}
