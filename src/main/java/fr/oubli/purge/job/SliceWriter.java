package fr.oubli.purge.job;

import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.registers.hold.ActiveHolds;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Acts on slices inside the chunk's transaction. A slice that meets a deadlock, or a row that began
 * to be referenced between the test and the deletion, is tried again from a savepoint, up to
 * {@value #TRIES} times in all: another try sees what the one before could not. So is one that
 * waited for a lock for too long; it is left for later when that does not help. Any other failure
 * of the database fails the step, and the transaction with it.
 */
final class SliceWriter implements ItemWriter<SliceStatements> {

  static final int TRIES = 5;
  private static final String DEADLOCK = "40P01";
  private static final String STILL_REFERENCED = "23503";
  private static final Set<String> WORTH_ANOTHER_TRY =
      Set.of(DEADLOCK, STILL_REFERENCED, SqlStates.LOCKED);

  /** After so many slices in a row that somebody locks, a slice is tried once. */
  private static final int FEW = 3;

  /** Told what became of a slice. */
  interface Listener {

    /** So many of its rows were changed, which is about to be committed. */
    void acted(Slice slice, long rows);

    /** Somebody else locks it; nothing of it was changed. */
    void left(Slice slice);
  }

  private final JdbcTemplate jdbc;
  private final TransactionTemplate savepoint;
  private final Waits waits;
  private final Listener listener;
  private final AtomicInteger leftInARow = new AtomicInteger();

  /**
   * How long a slice is waited for that somebody locks.
   *
   * @param each how long each try waits
   */
  record Waits(Duration each, int tries) {}

  SliceWriter(JdbcTemplate jdbc, TransactionTemplate savepoint, Waits waits, Listener listener) {
    this.jdbc = jdbc;
    this.savepoint = savepoint;
    this.waits = waits;
    this.listener = listener;
  }

  @Override
  public void write(Chunk<? extends SliceStatements> chunk) {
    jdbc.execute("set local lock_timeout = " + waits.each().toMillis());
    chunk.forEach(this::write);
  }

  private void write(SliceStatements work) {
    try {
      long rows =
          work.bulk()
              .flatMap(bulk -> attempt(status -> delete(work, bulk, status), 1))
              .or(() -> attempt(status -> Optional.of(act(work)), 1))
              .orElseThrow();
      leftInARow.set(0);
      listener.acted(work.slice(), rows);
    } catch (DataAccessException e) {
      if (!SqlStates.LOCKED.equals(SqlStates.of(e))) {
        throw e;
      }
      leftInARow.incrementAndGet();
      listener.left(work.slice());
    }
  }

  private Optional<Long> attempt(TransactionCallback<Optional<Long>> action, int number) {
    try {
      return Objects.requireNonNull(savepoint.execute(action));
    } catch (DataAccessException e) {
      String state = SqlStates.of(e);
      boolean hopeless =
          state.equals(SqlStates.LOCKED) && (number >= waits.tries() || leftInARow.get() >= FEW);
      if (number < TRIES && WORTH_ANOTHER_TRY.contains(state) && !hopeless) {
        return attempt(action, number + 1);
      }
      throw e;
    }
  }

  private long act(SliceStatements work) {
    lock(work);
    return work.acts().stream().mapToLong(this::number).sum();
  }

  /** Empty, and nothing done, when somebody changed one of the rows meanwhile. */
  private Optional<Long> delete(SliceStatements work, BulkDelete bulk, TransactionStatus status) {
    lock(work);
    Sql deletion = ActiveHolds.any(jdbc) ? bulk.deletion() : bulk.unheld();
    int gone = jdbc.update(deletion.text(), deletion.values().toArray());
    if (gone == number(bulk.entry())) {
      return Optional.of((long) gone);
    }
    status.setRollbackOnly();
    return Optional.empty();
  }

  private void lock(SliceStatements work) {
    // Whoever registers a hold now waits for this transaction; the statements see the others.
    jdbc.query(HoldLock.SHARED, row -> {});
    work.locks().forEach(this::number);
  }

  private long number(Sql sql) {
    Long number = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return number == null ? 0 : number;
  }
}
