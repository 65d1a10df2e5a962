package fr.oubli.platform.console;

import java.util.Map;

/** Whether a person watches the command on a terminal. */
final class Terminal {

  private Terminal() {}

  /** The launcher says so: only a shell can ask whether standard error alone is a terminal. */
  static boolean isOne(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    return Boolean.getBoolean("oubli.terminal") && !term.isEmpty() && !term.equals("dumb");
  }
}
