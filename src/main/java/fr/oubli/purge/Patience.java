package fr.oubli.purge;

import fr.oubli.platform.database.Reconnection;
import java.time.Duration;

/**
 * How long a night waits for others.
 *
 * @param reconnection for a database that went away
 * @param lockWait for a lock, in each try of a slice
 * @param blocked after how long it says who blocks it
 */
record Patience(Reconnection reconnection, Duration lockWait, Duration blocked) {

  static final Patience OF_A_NIGHT =
      new Patience(Reconnection.OF_A_NIGHT, Duration.ofSeconds(2), Duration.ofSeconds(5));
}
