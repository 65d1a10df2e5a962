package fr.oubli.run;

import java.util.Map;

/** Whether a person watches. */
final class Terminal {

  private Terminal() {}

  /**
   * The launcher looks at standard error itself; from Java 22 a console is there even in a pipe.
   */
  static boolean isOne(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    if (term.isEmpty() || term.equals("dumb")) {
      return false;
    }
    String seen = System.getProperty("oubli.terminal");
    return seen == null ? System.console() != null : Boolean.parseBoolean(seen);
  }
}
