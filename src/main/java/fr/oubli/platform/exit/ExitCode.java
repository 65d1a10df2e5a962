package fr.oubli.platform.exit;

/** The exit codes that schedulers act on; they are part of the interface and never renumbered. */
public enum ExitCode {
  /** All that was due is done. */
  DONE(0),
  /** Failed or stopped midway: run the same command again to resume. */
  FAILED(1),
  /** Wrong usage, or an invalid policy, map or argument: nothing was touched. */
  INVALID(2),
  /** Done, but rows were held back that a person must look at. */
  QUARANTINE(3),
  /** A safety gate refused: nothing was touched. */
  REFUSED(4),
  /** Another run holds the lock: try later. */
  BUSY(75);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
