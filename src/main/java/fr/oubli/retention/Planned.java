package fr.oubli.retention;

import fr.oubli.decision.Duty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the plan found for one duty.
 *
 * @param stored rows of the collection, exact when the plan was counted in full
 * @param due rows whose period is over and that are not done, whatever may keep them
 * @param inPart due rows of which some columns are needed, and that are acted on beside those
 */
public record Planned(
    Duty duty,
    long stored,
    long due,
    long held,
    long restricted,
    long inPart,
    long quarantined,
    @Nullable LocalDate oldest) {

  private static final double FEW = 0.1;

  /** So few of the stored rows are due that they are listed rather than looked for. */
  boolean few() {
    return actionable() <= ListedRows.MOST && (duty.last() != null || actionable() < stored * FEW);
  }

  /** Rows that the run will act on. */
  public long actionable() {
    return due - held - restricted;
  }
}
