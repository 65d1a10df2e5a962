package fr.oubli.platform.console;

import java.io.PrintStream;
import java.util.Map;

/**
 * Shows how far a run is. Steps follow each other; the workers of one step may call at the same
 * time.
 */
public interface Progress {

  /**
   * @param slices how many {@link #advanced} calls may come
   * @param rows how many rows there are to act on; negative where it is what the step finds out
   */
  void started(String step, long slices, long rows);

  /** So many more slices are done, in which so many rows were acted on. */
  void advanced(long slices, long rows);

  /**
   * @param rows that were acted on in all passes of the step
   */
  void finished(String step, long rows, long millis);

  /** A line for whoever looks on, such as what the run waits for. */
  void told(String line);

  /** Shows a bar on a terminal, lines elsewhere, and events where the log is JSON. */
  static Progress of(LogFormat format, PrintStream out, Map<String, String> environment) {
    if (format == LogFormat.JSON) {
      return new EventProgress();
    }
    return Terminal.isOne(environment) ? new BarProgress(out) : new LineProgress(out);
  }

  /** Shows nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void started(String step, long slices, long rows) {}

      @Override
      public void advanced(long slices, long rows) {}

      @Override
      public void finished(String step, long rows, long millis) {}

      @Override
      public void told(String line) {}
    };
  }
}
