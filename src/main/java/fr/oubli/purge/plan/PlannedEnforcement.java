package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the plan found for one duty.
 *
 * @param stored rows of the collection, exact when the plan was counted in full
 * @param due rows whose period is over and that are not done, whatever may keep them
 * @param detached rows that lose their reference to what goes, by their collection
 * @param inPart due rows of which some columns are needed, and that are acted on beside those
 */
public record PlannedEnforcement(
    Enforcement enforcement,
    long stored,
    long due,
    long held,
    long restricted,
    long inPart,
    long quarantined,
    @Nullable LocalDate oldest,
    Map<String, Long> detached) {

  public PlannedEnforcement {
    detached = Map.copyOf(detached);
  }

  /** Rows that the run will act on. */
  public long actionable() {
    return due - held - restricted;
  }
}
