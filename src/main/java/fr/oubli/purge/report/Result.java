package fr.oubli.purge.report;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.purge.plan.LeftOut;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.BegunRegister.Begun;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run did for one enforcement, and what the verification found left.
 *
 * @param begun what the first launch of the run found
 */
public record Result(PlannedEnforcement planned, Begun begun, Work work, LeftOver leftOver) {

  /** The reason of rows that stay because others refer to them. */
  public static final String REFERENCED = "referenced";

  /** The reason of rows that stay because the approved plan does not have them. */
  public static final String UNPLANNED = "unplanned";

  /** The reason of rows that others lock, or rewrite again and again. */
  public static final String BUSY = "busy";

  private static final String HELD = "held";
  private static final String RESTRICTED = "restricted";

  /**
   * Rows that were deleted, anonymised or archived.
   *
   * @param earlier by an interrupted start of the same run
   * @param again how many of the earlier ones are due still, since a part of them is needed
   * @param now by this process
   * @param millis how long this process took for them
   */
  public record Work(long earlier, long again, long now, long millis) {

    public Work {
      if (again < 0 || earlier < again || now < 0) {
        throw new IllegalArgumentException(
            "no counts: %d, %d of them again, %d".formatted(earlier, again, now));
      }
    }
  }

  /**
   * Due rows that are still there.
   *
   * @param rows how many they are
   * @param reasons how many of them stay for which reason; a row without a reason is in none
   * @param oldest the earliest day on which the clock of a row that stays started; null where none
   *     stays
   */
  public record LeftOver(long rows, Map<String, Long> reasons, @Nullable LocalDate oldest) {

    public LeftOver {
      reasons = Map.copyOf(reasons);
    }

    private long by(String reason) {
      return reasons.getOrDefault(reason, 0L);
    }
  }

  /** Rule and collection, as {@code rule:collection}. */
  public String name() {
    return planned.enforcement().name();
  }

  public String rule() {
    return planned.enforcement().rule().name();
  }

  public String collection() {
    return planned.enforcement().collection();
  }

  public String action() {
    return planned.enforcement().action().word();
  }

  public LocalDate cutoff() {
    return planned.enforcement().cutoff();
  }

  public long stored() {
    return begun.stored();
  }

  /**
   * Rows that the run found due when it began, in its plan or not, and those that became due since:
   * whatever was acted on or is left is among them.
   */
  public long due() {
    long known = Math.max(begun.due(), planned.due() + work.earlier() - work.again());
    return Math.max(known + unplanned(), done() - doneInPart() + remaining());
  }

  public long done() {
    return work.earlier() + work.now();
  }

  /** Due rows that a hold, another rule's period or a row that refers to them keeps. */
  public long held() {
    return leftOver.by(HELD) + referenced();
  }

  /** Without those that only others' references keep. */
  public long heldAlone() {
    return leftOver.by(HELD);
  }

  /** Due rows that others refer to. */
  public long referenced() {
    return leftOver.by(REFERENCED);
  }

  /** Due rows that were not in the approved plan; they wait for the next one. */
  public long unplanned() {
    return leftOver.by(UNPLANNED);
  }

  public long restricted() {
    return leftOver.by(RESTRICTED);
  }

  public long quarantined() {
    return planned.quarantined();
  }

  /** Rows that the conditions of the rule left out of the plan. */
  public LeftOut leftOut() {
    return planned.leftOut();
  }

  public long remaining() {
    return leftOver.rows();
  }

  public Map<String, Long> reasons() {
    return leftOver.reasons();
  }

  /** Due rows that stay and that nothing explains. */
  public long unexplained() {
    return remaining() - reasons().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows of which the rest is done, and which stay due since a part of them is needed. */
  private long doneInPart() {
    return Math.max(work.again(), planned.inPart());
  }

  /** Held rows of which all is done but what is needed of them: they count as done too. */
  public long inPart() {
    return Math.min(doneInPart(), heldAlone());
  }

  /** Rows that were due when the run began, and then no longer, by others' hands. */
  public long noLonger() {
    return Math.max(0, due() - (done() - doneInPart()) - remaining());
  }

  /** Rows that others kept from being acted on; they wait for the next night. */
  public long busy() {
    return leftOver.by(BUSY);
  }

  /** The same, in which others are at what nothing else explains. */
  public Result unexplainedAreBusy() {
    Map<String, Long> all = new TreeMap<>(reasons());
    all.put(BUSY, unexplained());
    return new Result(planned, begun, work, new LeftOver(leftOver.rows(), all, leftOver.oldest()));
  }

  public @Nullable LocalDate oldestRemaining() {
    return leftOver.oldest();
  }

  /**
   * The last day on which all rows were looked at, where this run went on from a watermark; null
   * where it looked at all rows itself.
   */
  public @Nullable LocalDate everythingOn() {
    Watermark watermark = planned.enforcement().watermark();
    return watermark == null ? null : watermark.everythingOn();
  }

  public long millis() {
    return work.millis();
  }
}
