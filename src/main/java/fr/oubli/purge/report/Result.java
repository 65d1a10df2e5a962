package fr.oubli.purge.report;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did for one duty.
 *
 * @param due what the plan found, and what an interrupted start of the same run had already done
 * @param remaining due rows that are still there, {@code reasons} say why
 * @param oldestRemaining the earliest anchor day among the rows that stay; null where none stays
 * @param everythingOn the day of the last look at all rows, where this run looked at what is new;
 *     null where it looked at all
 */
public record Result(
    String rule,
    String collection,
    String action,
    LocalDate cutoff,
    long stored,
    long due,
    long done,
    long held,
    long restricted,
    long quarantined,
    long remaining,
    Map<String, Long> reasons,
    @Nullable LocalDate oldestRemaining,
    @Nullable LocalDate everythingOn,
    long millis) {

  /** The reason of rows that stay because others refer to them. */
  public static final String REFERENCED = "referenced";

  public Result {
    reasons = Map.copyOf(reasons);
  }

  public long unexplained() {
    return remaining - reasons.values().stream().mapToLong(Long::longValue).sum();
  }
}
