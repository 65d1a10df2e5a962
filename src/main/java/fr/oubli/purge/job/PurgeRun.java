package fr.oubli.purge.job;

import fr.oubli.model.policy.FileColumns;
import fr.oubli.platform.console.Progress;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.registers.recording.FileStore;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import java.util.Map;

/**
 * What the job of one run works on.
 *
 * @param number of the run in the register; a launch with the same number resumes the run
 * @param enforcements what the plan found, in its order
 * @param files where the files of deleted rows are removed
 * @param named by table, the columns that name files
 * @param pace how hard it works, and how long it waits for others
 * @param progress told of every step and range
 */
public record PurgeRun(
    long number,
    List<EnforcementProgress> enforcements,
    FileStore files,
    Map<Table, FileColumns> named,
    Pace pace,
    Progress progress) {

  public PurgeRun {
    enforcements = List.copyOf(enforcements);
    named = Map.copyOf(named);
  }

  int workers() {
    return pace.workers();
  }

  boolean dropsPartitions() {
    return pace.dropsPartitions();
  }

  List<PlannedEnforcement> planned() {
    return enforcements.stream().map(EnforcementProgress::planned).toList();
  }
}
