package fr.oubli.platform.console;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The variables of the environment, as commands see them. Whoever runs several commands in one
 * process gives each its own.
 */
public final class Variables {

  private static final ThreadLocal<Map<String, String>> SEEN =
      ThreadLocal.withInitial(System::getenv);

  private Variables() {}

  public static Map<String, String> all() {
    return SEEN.get();
  }

  /** Does something in this thread as if the process had been started with other variables. */
  public static <T> T with(Map<String, String> others, Supplier<T> work) {
    Map<String, String> before = SEEN.get();
    SEEN.set(Map.copyOf(others));
    try {
      return work.get();
    } finally {
      SEEN.set(before);
    }
  }
}
