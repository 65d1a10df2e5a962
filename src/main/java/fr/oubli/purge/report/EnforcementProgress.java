package fr.oubli.purge.report;

import java.util.concurrent.atomic.AtomicLong;

/** How far one duty has come in this process: rows done in all, and in the present pass. */
public final class EnforcementProgress {

  private final AtomicLong done = new AtomicLong();
  private final AtomicLong inPass = new AtomicLong();
  private final AtomicLong passes = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private volatile long passStarted;

  public void startPass() {
    passes.incrementAndGet();
    inPass.set(0);
    passStarted = System.nanoTime();
  }

  public void endPass() {
    nanos.addAndGet(System.nanoTime() - passStarted);
  }

  public void add(long rows) {
    done.addAndGet(rows);
    inPass.addAndGet(rows);
  }

  public long done() {
    return done.get();
  }

  public long inPass() {
    return inPass.get();
  }

  public long passes() {
    return passes.get();
  }

  public long millis() {
    return nanos.get() / 1_000_000;
  }
}
