package fr.oubli.decision;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one rule decides of one row.
 *
 * @param anchor the day on which the clock started; null where the rule does not bear on the row
 * @param dueOn the first day on which the row is due; null where nothing tells
 * @param remark where the policy promises it, or that the policy is silent
 */
public record Explanation(
    String rule,
    String action,
    @Nullable LocalDate anchor,
    @Nullable LocalDate dueOn,
    Verdict verdict,
    Reasons reasons,
    String remark) {

  /** What will happen to the row at the next run. */
  public enum Verdict {
    OUT_OF_REACH,
    NOT_DUE,
    NOT_ENDED,
    DUE,
    KEPT,
    QUARANTINED,
    DONE
  }

  /**
   * What stands between the row and its end.
   *
   * @param keptBy names of the grounds that keep the row, with the columns where they need but some
   * @param culprit the row and the date of it that put this one in quarantine; null where it is in
   *     none
   * @param outside what the row does not meet of the rule's conditions; null where it meets them
   * @param notEnded the row and the date of it that says that something goes on; null where the
   *     verdict is another
   * @param referrers how many rows keep a due one: they refer to it, or it belongs to them
   */
  public record Reasons(
      List<String> keptBy,
      @Nullable String culprit,
      @Nullable String outside,
      @Nullable String notEnded,
      Map<Keeping, Long> referrers) {

    public Reasons {
      keptBy = List.copyOf(keptBy);
      referrers = Collections.unmodifiableMap(new TreeMap<>(referrers));
    }
  }

  public List<String> keptBy() {
    return reasons.keptBy();
  }

  public @Nullable String culprit() {
    return reasons.culprit();
  }

  public @Nullable String outside() {
    return reasons.outside();
  }

  public @Nullable String notEnded() {
    return reasons.notEnded();
  }

  public Map<Keeping, Long> referrers() {
    return reasons.referrers();
  }
}
