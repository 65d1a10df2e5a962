package fr.oubli.platform.console;

import java.io.PrintStream;
import java.util.Map;

/** Tells how far a run is. Steps follow each other; the workers of one step may call at once. */
public interface Progress {

  /**
   * @param slices how many {@link #advanced} calls may come
   * @param rows how many rows there are to act on
   */
  void started(String step, long slices, long rows);

  void advanced(long slices, long rows);

  void finished(String step, long rows, long millis);

  /** A bar on a terminal, a line per step elsewhere, events for a collector. */
  static Progress of(LogFormat format, PrintStream out, Map<String, String> environment) {
    if (format == LogFormat.JSON) {
      return new EventProgress();
    }
    return Terminal.isOne(environment) ? new BarProgress(out) : new LineProgress(out);
  }

  /** Tells nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void started(String step, long slices, long rows) {}

      @Override
      public void advanced(long slices, long rows) {}

      @Override
      public void finished(String step, long rows, long millis) {}
    };
  }
}
