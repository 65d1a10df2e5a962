package fr.oubli.purge;

import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.RunLock;

/**
 * Ends a run that lost its lock, with the slice in hand, before another one can meet it; and shows
 * how far it is.
 */
record LockedProgress(Progress shown, RunLock lock) implements Progress {

  @Override
  public void started(String step, long slices, long rows) {
    lock.refuseLost();
    shown.started(step, slices, rows);
  }

  @Override
  public void advanced(long slices, long rows) {
    lock.refuseLostNowAndThen();
    shown.advanced(slices, rows);
  }

  @Override
  public void finished(String step, long rows, long millis) {
    shown.finished(step, rows, millis);
  }

  @Override
  public void told(String line) {
    shown.told(line);
  }
}
