package fr.oubli.schema.gate;

import fr.oubli.platform.exit.ExitCode;

/**
 * A problem that a gate found, as one line for people, and the exit code that tells it to a script.
 */
public record Problem(ExitCode code, String line) {

  static Problem invalid(Object place, String what, String mend) {
    return new Problem(ExitCode.INVALID, place + ": " + what + "; " + mend);
  }

  static Problem refused(String line) {
    return new Problem(ExitCode.REFUSED, line);
  }
}
