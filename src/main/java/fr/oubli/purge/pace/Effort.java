package fr.oubli.purge.pace;

/**
 * Which share of its time a worker works; it pauses the rest. It gives way fast and comes back
 * slowly, so that it stays where others just do not feel it.
 */
final class Effort {

  static final double LEAST = 0.01;
  static final double FIRST = 0.1;

  /** With this much room it tries to do more. */
  private static final double ROOM = 0.9;

  private volatile double share = FIRST;

  double share() {
    return share;
  }

  /**
   * @param pressure above 1 where others feel the night too much
   */
  void feel(double pressure) {
    if (pressure > 1) {
      share = Math.max(LEAST, share * Math.max(0.5, 1 / pressure));
    } else if (pressure < ROOM) {
      share = Math.min(1, share * 1.1 + 0.005);
    }
  }

  /** How long a worker pauses after a slice that took so long. */
  long pause(long nanos) {
    return (long) (nanos * (1 / share - 1));
  }
}
