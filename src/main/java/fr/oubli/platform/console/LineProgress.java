package fr.oubli.platform.console;

import java.io.PrintStream;
import java.util.Locale;

/** Prints a line where a step starts, and one where it ends. */
final class LineProgress implements Progress {

  private final PrintStream out;

  LineProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void started(String step, long slices, long rows) {
    told(step + ": started" + (rows < 0 ? "" : ", " + Prose.count(rows, "row")));
  }

  @Override
  public void advanced(long slices, long rows) {}

  @Override
  public void finished(String step, long rows, long millis) {
    told(
        String.format(
            Locale.ROOT, "%s: done, %s in %.1f s", step, Prose.count(rows, "row"), millis / 1e3));
  }

  @Override
  public void told(String line) {
    out.println(PlainText.line(line));
  }
}
