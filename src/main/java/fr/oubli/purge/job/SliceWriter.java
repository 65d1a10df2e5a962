package fr.oubli.purge.job;

import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.registers.hold.ActiveHolds;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * {@value #TRIES} times in all: another try sees what the one before could not. Any other failure
 * of the database fails the step, and the transaction with it.
 */
final class SliceWriter implements ItemWriter<SliceStatements> {

  private static final int TRIES = 5;
  private static final String DEADLOCK = "40P01";
  private static final String STILL_REFERENCED = "23503";
  private static final Set<String> WORTH_ANOTHER_TRY = Set.of(DEADLOCK, STILL_REFERENCED);

  /** Told how many rows of a slice were changed, before that is committed. */
  @FunctionalInterface
  interface Listener {
    void acted(Slice slice, long rows);
  }

  private final JdbcTemplate jdbc;
  private final TransactionTemplate savepoint;
  private final Listener listener;

  SliceWriter(JdbcTemplate jdbc, TransactionTemplate savepoint, Listener listener) {
    this.jdbc = jdbc;
    this.savepoint = savepoint;
    this.listener = listener;
  }

  @Override
  public void write(Chunk<? extends SliceStatements> chunk) {
    for (SliceStatements work : chunk) {
      long rows =
          work.bulk()
              .flatMap(bulk -> attempt(status -> delete(work, bulk, status), 1))
              .or(() -> attempt(status -> Optional.of(act(work)), 1))
              .orElseThrow();
      listener.acted(work.slice(), rows);
    }
  }

  private Optional<Long> attempt(TransactionCallback<Optional<Long>> action, int number) {
    try {
      return Objects.requireNonNull(savepoint.execute(action));
    } catch (DataAccessException e) {
      if (number < TRIES && WORTH_ANOTHER_TRY.contains(SqlStates.of(e))) {
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
