package fr.oubli.platform.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a person watches the command on a terminal, and how wide that is. */
final class Terminal {

  /** What is narrower can show no table. */
  private static final int NARROWEST = 40;

  private Terminal() {}

  /**
   * How many characters a line of what is printed has; null where it goes to a file or another
   * program, or the terminal does not say. The launcher asks it.
   */
  static @Nullable Integer columns() {
    Integer columns = Integer.getInteger("oubli.columns");
    return columns == null || columns < 1 ? null : Math.max(columns, NARROWEST);
  }

  /**
   * How many characters a line of prose has.
   *
   * @param usual how many where nothing asks for fewer
   */
  static int width(int usual) {
    Integer columns = columns();
    return columns == null ? usual : Math.min(usual, columns);
  }

  /**
   * Whether what is printed may be shaded; the launcher knows what the terminal and its user want.
   */
  static boolean shades() {
    return columns() != null && Boolean.getBoolean("oubli.shades");
  }

  /** The launcher says so: only a shell can ask whether standard error alone is a terminal. */
  static boolean isOne(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    return Boolean.getBoolean("oubli.terminal") && !term.isEmpty() && !term.equals("dumb");
  }
}
