package fr.oubli.purge.rewrite;

import java.time.Duration;

/**
 * How long a rewrite waits for others.
 *
 * @param lock for the lock of a table, in each try: whoever wants the table meanwhile waits behind
 * @param tries how often it asks for that lock
 * @param snapshots for transactions that still see what was deleted
 */
record RewritePatience(Duration lock, int tries, Duration snapshots) {

  static final RewritePatience OF_A_NIGHT =
      new RewritePatience(Duration.ofSeconds(3), 3, Duration.ofSeconds(20));

  private static final long PAUSE_MILLIS = 200;

  /** Between two tries, in which others get their turn. */
  void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while tables were rewritten", e);
    }
  }
}
