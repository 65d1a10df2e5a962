package fr.oubli.registers.hold;

/**
 * The lock of the database that keeps registering a hold and changing rows apart. Every transaction
 * that changes rows shares it; the transaction that registers a hold takes it alone. So the hold
 * waits for changes that are under way, and every change that begins afterwards sees it.
 */
public final class HoldLock {

  /** Taken by whoever changes rows, until the transaction ends. */
  public static final String SHARED =
      "select pg_advisory_xact_lock_shared(hashtextextended('oubli.hold', 0))";

  /** Taken by whoever registers a hold, until the transaction ends. */
  public static final String ALONE =
      "select pg_advisory_xact_lock(hashtextextended('oubli.hold', 0))";

  private HoldLock() {}
}
