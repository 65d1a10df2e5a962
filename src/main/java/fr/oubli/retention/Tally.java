package fr.oubli.retention;

import java.util.concurrent.atomic.AtomicLong;

/** How far one duty has come in this process: rows done in all, and in the present pass. */
final class Tally {

  private final AtomicLong done = new AtomicLong();
  private final AtomicLong inPass = new AtomicLong();
  private final AtomicLong passes = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private volatile long passStarted;

  void startPass() {
    passes.incrementAndGet();
    inPass.set(0);
    passStarted = System.nanoTime();
  }

  void endPass() {
    nanos.addAndGet(System.nanoTime() - passStarted);
  }

  void add(long rows) {
    done.addAndGet(rows);
    inPass.addAndGet(rows);
  }

  long done() {
    return done.get();
  }

  long inPass() {
    return inPass.get();
  }

  long passes() {
    return passes.get();
  }

  long millis() {
    return nanos.get() / 1_000_000;
  }
}
