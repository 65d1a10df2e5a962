package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.Keeping;
import fr.oubli.schema.sql.Slice;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the plan found for one enforcement.
 *
 * @param stored rows of the collection; of a large one, the server's estimate
 * @param quarantined rows that the rule cannot judge
 * @param detached rows that lose their reference to what goes, by their collection
 * @param referred rows that would stay because others refer to them, or with what they belong to;
 *     empty where nobody asked
 * @param slices lists of the rows to act on; empty where none were made
 */
public record PlannedEnforcement(
    Enforcement enforcement,
    long stored,
    Census census,
    long quarantined,
    Map<String, Long> detached,
    Map<Keeping, Long> referred,
    List<Slice> slices) {

  /** So many rows of one rule and collection are listed in quarantine; the others are counted. */
  public static final long MOST_LISTED = 10_000;

  public PlannedEnforcement {
    detached = Map.copyOf(detached);
    referred = Map.copyOf(referred);
    slices = List.copyOf(slices);
  }

  public long due() {
    return census.due();
  }

  /**
   * Due rows that a hold or another rule's period keeps, whole or in part: what is needed of them
   * stays. Of those in part the night does the rest, and counts them as done too.
   */
  public long held() {
    return census.held() + census.inPart();
  }

  public long restricted() {
    return census.restricted();
  }

  /** The held ones of which the night does the rest. */
  public long inPart() {
    return census.inPart();
  }

  public @Nullable LocalDate oldest() {
    return census.oldest();
  }

  /** Rows that the conditions of the rule leave out. */
  public LeftOut leftOut() {
    return census.leftOut();
  }

  /** Rows in quarantine that are counted, and not listed one by one. */
  public long unlisted() {
    return Math.max(0, quarantined - MOST_LISTED);
  }

  /**
   * Rows that the run will change for all that is known: a row that others keep is due each night
   * and stays each night. One that several keep is counted with each, so that only the most that
   * one of them keeps is certain to stay.
   */
  public long going() {
    return actionable() - staying();
  }

  /** Due rows that are certain to stay for others; none where nobody asked. */
  long staying() {
    return referred.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Rows that the run will act on. */
  public long actionable() {
    return census.actionable();
  }
}
