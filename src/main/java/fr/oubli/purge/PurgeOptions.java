package fr.oubli.purge;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How one purge is run.
 *
 * @param plan the hash of the approved plan; null where none is needed
 * @param onlyRule the only rule to enforce; null for all
 * @param reports folder under which a folder per day is made
 * @param keys folder of the seal key
 * @param everything looks at all rows, not only at what is new since the last look
 */
public record PurgeOptions(
    LocalDate asOf,
    boolean dryRun,
    @Nullable String plan,
    @Nullable String onlyRule,
    Path reports,
    Path recordings,
    Path keys,
    int workers,
    String operator,
    boolean everything) {

  public PurgeOptions {
    if (workers < 1 || workers > 64) {
      throw new IllegalArgumentException("between 1 and 64 workers, not " + workers);
    }
  }

  /** Goes on from the last look where there is one. */
  public PurgeOptions(
      LocalDate asOf,
      boolean dryRun,
      @Nullable String plan,
      @Nullable String onlyRule,
      Path reports,
      Path recordings,
      Path keys,
      int workers,
      String operator) {
    this(asOf, dryRun, plan, onlyRule, reports, recordings, keys, workers, operator, false);
  }

  PurgeOptions asOf(LocalDate day) {
    return new PurgeOptions(
        day, dryRun, plan, onlyRule, reports, recordings, keys, workers, operator, everything);
  }
}
