package fr.oubli.platform.console;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a bar for each step, which moves with its slices and counts its rows. */
final class BarProgress implements Progress {

  private static final int USUAL_WIDTH = 100;

  private final PrintStream out;
  private final AtomicLong done = new AtomicLong();
  private @Nullable ProgressBar bar;

  BarProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void started(String step, long slices, long rows) {
    close();
    done.set(0);
    Integer columns = Terminal.columns();
    bar =
        new ProgressBarBuilder()
            .setTaskName(PlainText.line(step))
            .setInitialMax(Math.max(slices, 1))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setConsumer(
                new ConsoleProgressBarConsumer(out, columns == null ? USUAL_WIDTH : columns - 1))
            .build();
  }

  @Override
  public synchronized void advanced(long slices, long rows) {
    long total = done.addAndGet(rows);
    if (bar != null) {
      bar.stepBy(slices);
      bar.setExtraMessage(total == 0 ? "" : total + " rows");
    }
  }

  @Override
  public synchronized void finished(String step, long rows, long millis) {
    if (bar != null) {
      bar.stepTo(bar.getMax());
      bar.setExtraMessage(rows + " rows");
    }
    close();
  }

  /** The line stands above the bar, which is drawn again below it. */
  @Override
  public synchronized void told(String line) {
    out.println();
    out.println(PlainText.line(line));
  }

  private void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
