package fr.oubli.purge.job;

import fr.oubli.purge.pace.StopWatch;
import fr.oubli.purge.pace.Throttle;
import java.time.Duration;

/**
 * How hard a run works, and how long it waits for others.
 *
 * @param workers cores to keep busy, at least 1
 * @param dropsPartitions whether partitions of which every row is due are dropped as a whole
 * @param lockWait how long a slice waits for a lock before it gives up its own and tries again:
 *     others queue behind it no longer than that
 * @param throttle how its slices are kept apart from each other
 * @param end when it has to stop
 */
public record Pace(
    int workers, boolean dropsPartitions, Duration lockWait, Throttle throttle, StopWatch end) {

  public Pace {
    if (workers < 1) {
      throw new IllegalArgumentException("at least one worker, not " + workers);
    }
  }
}
