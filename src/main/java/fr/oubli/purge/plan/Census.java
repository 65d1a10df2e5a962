package fr.oubli.purge.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The due rows of one enforcement, counted.
 *
 * @param due rows whose period is over and that are not done, whatever may keep them
 * @param held due rows that a hold or another rule's period keeps
 * @param restricted due rows of persons who had their data restricted, without the held ones
 * @param inPart due rows of which some columns are needed, and that are acted on beside those
 * @param digest of the keys of the rows to act on; any other set of rows has another
 * @param oldest the earliest day on which the clock of a due row started; null where none is due or
 *     nobody asked
 * @param leftOut rows that the conditions of the rule leave out
 */
public record Census(
    long due,
    long held,
    long restricted,
    long inPart,
    String digest,
    @Nullable LocalDate oldest,
    LeftOut leftOut) {

  public Census {
    if (held < 0 || restricted < 0 || inPart < 0 || due < held + restricted) {
      throw new IllegalArgumentException(
          "%d due, %d held, %d restricted, %d in part".formatted(due, held, restricted, inPart));
    }
  }

  /** Rows that the run will act on. */
  long actionable() {
    return due - held - restricted;
  }
}
