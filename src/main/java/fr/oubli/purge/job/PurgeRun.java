package fr.oubli.purge.job;

import fr.oubli.platform.console.Progress;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.registers.recording.RecordingFiles;
import java.util.List;

/**
 * What the job of one run works on.
 *
 * @param number of the run in the register; a launch with the same number resumes the run
 * @param enforcements what the plan found, in its order
 * @param files the folder from which the files of deleted rows are removed
 * @param workers cores to keep busy, at least 1
 * @param dropsPartitions whether partitions of which every row is due are dropped as a whole
 * @param progress told of every step and range
 */
public record PurgeRun(
    long number,
    List<EnforcementProgress> enforcements,
    RecordingFiles files,
    int workers,
    boolean dropsPartitions,
    Progress progress) {

  public PurgeRun {
    enforcements = List.copyOf(enforcements);
    if (workers < 1) {
      throw new IllegalArgumentException("at least one worker, not " + workers);
    }
  }

  List<PlannedEnforcement> planned() {
    return enforcements.stream().map(EnforcementProgress::planned).toList();
  }
}
