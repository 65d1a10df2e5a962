package fr.oubli.purge;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How one purge is run.
 *
 * @param asOf the day for which it decides what is due
 * @param workers cores to keep busy, 1 to 64
 * @param operator who launches it, for the record
 */
public record PurgeOptions(
    LocalDate asOf, PurgeScope scope, PurgeFolders folders, int workers, String operator) {

  public PurgeOptions {
    if (workers < 1 || workers > 64) {
      throw new IllegalArgumentException("between 1 and 64 workers, not " + workers);
    }
  }

  PurgeOptions asOf(LocalDate day) {
    return new PurgeOptions(day, scope, folders, workers, operator);
  }

  /** The same launch with half of its workers. */
  PurgeOptions gently() {
    return new PurgeOptions(asOf, scope, folders, Math.max(1, workers / 2), operator);
  }

  /** The same launch with another scope. */
  public PurgeOptions with(PurgeScope other) {
    return new PurgeOptions(asOf, other, folders, workers, operator);
  }

  /** What makes another launch the same run. */
  Terms terms(Policy policy, DataMap map) {
    return new Terms(
        asOf, policy.name(), policy.sha256(), map.sha256(), scope.onlyRule(), scope.plan());
  }

  public boolean dryRun() {
    return scope.dryRun();
  }

  public @Nullable String plan() {
    return scope.plan();
  }

  public @Nullable String onlyRule() {
    return scope.onlyRule();
  }

  public boolean everything() {
    return scope.everything();
  }

  public Path reports() {
    return folders.reports();
  }

  public Path recordings() {
    return folders.recordings();
  }

  public Path keys() {
    return folders.keys();
  }
}
