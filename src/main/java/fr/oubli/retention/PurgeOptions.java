package fr.oubli.retention;

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
    String operator) {

  public PurgeOptions {
    if (workers < 1 || workers > 64) {
      throw new IllegalArgumentException("between 1 and 64 workers, not " + workers);
    }
  }

  PurgeOptions asOf(LocalDate day) {
    return new PurgeOptions(
        day, dryRun, plan, onlyRule, reports, recordings, keys, workers, operator);
  }
}
