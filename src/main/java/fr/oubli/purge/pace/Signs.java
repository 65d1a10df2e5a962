package fr.oubli.purge.pace;

import fr.oubli.model.policy.PaceLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What others feel of a night, as last measured.
 *
 * @param commit what a small transaction took, in milliseconds; null where it could not be tried
 * @param waiting sessions of others that wait for a lock of the night's
 * @param behind how far the last replica is behind, in seconds; null where there is none, or the
 *     role does not see it
 * @param log by how many bytes the server's log grew in a second
 */
record Signs(@Nullable Double commit, long waiting, @Nullable Double behind, double log) {

  /** Half as long again is what others may feel of a night. */
  private static final double FELT = 1.5;

  /** Below this nobody feels a difference, and the clock's own trembling is as large. */
  private static final double LEAST_DIFFERENCE = 0.5;

  /** Somebody waits: half of the effort is given up at once. */
  private static final double SOMEBODY_WAITS = 2;

  /**
   * How near the night is to what it may cause; above 1 it has to give way.
   *
   * @param before what a small transaction took before the night, in milliseconds; null where it is
   *     not known
   */
  double pressure(PaceLimits limits, @Nullable Double before) {
    double pressure = waiting > 0 ? SOMEBODY_WAITS : 0;
    Double most = most(limits.commit(), before);
    if (commit != null && most != null) {
      pressure = Math.max(pressure, commit / most);
    }
    if (behind != null) {
      pressure = Math.max(pressure, behind * 1e9 / limits.replicas().toNanos());
    }
    return Math.max(pressure, log / limits.log());
  }

  private static @Nullable Double most(@Nullable Duration told, @Nullable Double before) {
    if (told != null) {
      return told.toNanos() / 1e6;
    }
    return before == null ? null : Math.max(before * FELT, before + LEAST_DIFFERENCE);
  }
}
