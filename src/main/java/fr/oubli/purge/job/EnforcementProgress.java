package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A planned enforcement and how far it has come in this process: rows done in all, rows done in the
 * present pass, and the time that the passes took. Several workers may add rows at the same time;
 * passes begin and end in one thread.
 */
public final class EnforcementProgress {

  /** What the name of a step may have beside the longest ending that it is given. */
  private static final int LONGEST_NAME = 80;

  private final int position;
  private final PlannedEnforcement planned;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong inPass = new AtomicLong();
  private final AtomicLong passes = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong left = new AtomicLong();
  private volatile long passStarted;

  EnforcementProgress(int position, PlannedEnforcement planned) {
    this.position = position;
    this.planned = planned;
  }

  /** One for each line of the plan, in its order; nothing is done yet. */
  public static List<EnforcementProgress> of(Plan plan) {
    List<EnforcementProgress> all = new ArrayList<>();
    plan.lines().forEach(line -> all.add(new EnforcementProgress(all.size(), line)));
    return List.copyOf(all);
  }

  public PlannedEnforcement planned() {
    return planned;
  }

  Enforcement enforcement() {
    return planned.enforcement();
  }

  /** The name of its steps: the place in the plan keeps two names apart that are cut short. */
  String stepName(String ending) {
    String name = "%02d %s".formatted(position, enforcement().name());
    int room = LONGEST_NAME - ending.length();
    return (name.length() <= room ? name : name.substring(0, room)) + ending;
  }

  void startPass() {
    passes.incrementAndGet();
    inPass.set(0);
    left.set(0);
    passStarted = System.nanoTime();
  }

  void endPass() {
    nanos.addAndGet(System.nanoTime() - passStarted);
  }

  void add(long rows) {
    done.addAndGet(rows);
    inPass.addAndGet(rows);
  }

  /** Somebody locks a slice, which is left for later. */
  void leave() {
    left.incrementAndGet();
  }

  /** Slices that the present pass left for later. */
  long left() {
    return left.get();
  }

  /** Whether fewer rows were done than the plan found to be acted on. */
  boolean isIncomplete() {
    return done() < planned.actionable();
  }

  /** Rows that this process deleted, anonymised or archived so far. */
  public long done() {
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
