package fr.oubli.registers.hold;

/**
 * Keeps holds and chunks apart: a chunk shares the lock, registering a hold takes it alone, so a
 * hold that was acknowledged is seen by every chunk that follows.
 */
public final class HoldLock {

  public static final String SHARED =
      "select pg_advisory_xact_lock_shared(hashtextextended('oubli.hold', 0))";
  public static final String ALONE =
      "select pg_advisory_xact_lock(hashtextextended('oubli.hold', 0))";

  private HoldLock() {}
}
