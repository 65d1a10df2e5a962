package fr.oubli.platform.exit;

/** The exit codes that schedulers act on; they are part of the interface and never renumbered. */
public enum ExitCode {
  /** All that was due is done; of a night that stops at its moment, what it came to by then. */
  DONE(0, "done; with --until, as far as it came by then"),
  /** Nothing of it is lost: the same command goes on where it stopped. */
  FAILED(1, "failed or stopped, or the database is down: run it again to resume"),
  /** Nothing was touched. */
  INVALID(2, "wrong usage, or an invalid policy, map or argument: nothing was touched"),
  /** Rows in quarantine, rows that others locked, files that could not be removed. */
  QUARANTINE(3, "done, but somebody has to look at what was printed"),
  /** Nothing was touched. */
  REFUSED(4, "refused by a safety gate: nothing was touched"),
  /** Another run holds the lock. */
  BUSY(75, "another run holds the lock: try later");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** For the pages of help and the README, which say it in the same words. */
  public String meaning() {
    return meaning;
  }
}
