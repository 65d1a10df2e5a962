package fr.oubli.model.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the night to keep the database usable for others: it takes less of it before one of these is
 * exceeded, and more again when nobody feels it.
 *
 * @param commit how long a small transaction may take until it is on the disk; null for half as
 *     long again as it took before the night began
 * @param replicas how far a replica may be behind
 * @param log how many bytes the server's log (WAL) may grow in a second
 */
public record PaceLimits(@Nullable Duration commit, Duration replicas, long log) {

  /** What {@code gentle} means. */
  public static final PaceLimits GENTLE = new PaceLimits(null, Duration.ofSeconds(10), 16_000_000);

  public PaceLimits {
    boolean commits = commit == null || commit.toNanos() > 0;
    if (!commits || replicas.toNanos() <= 0 || log <= 0) {
      throw new IllegalArgumentException("a night that may do nothing never ends");
    }
  }

  /** For people. */
  public String inWords() {
    return "commits of others "
        + (commit == null
            ? "half as long again as before it at most"
            : commit.toMillis() + " ms at most")
        + ", replicas "
        + replicas.toSeconds()
        + " s behind at most, "
        + log / 1_000_000.0
        + " MB of log a second at most";
  }
}
