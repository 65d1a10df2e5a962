package fr.oubli.purge.job;

import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.registers.hold.ActiveHolds;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.schema.sql.Sql;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Acts on slices inside the chunk's transaction. A slice that meets a deadlock, or a row that began
 * to be referenced between the test and the deletion, is tried again from a savepoint: the second
 * try sees what the first could not.
 */
final class SliceWriter implements ItemWriter<SliceStatements> {

  private static final int TRIES = 5;
  private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40P01", "23503");

  private final JdbcTemplate jdbc;
  private final TransactionTemplate savepoint;
  private final LongConsumer done;

  /**
   * @param done told how many rows each slice changed
   */
  SliceWriter(JdbcTemplate jdbc, TransactionTemplate savepoint, LongConsumer done) {
    this.jdbc = jdbc;
    this.savepoint = savepoint;
    this.done = done;
  }

  @Override
  public void write(Chunk<? extends SliceStatements> chunk) {
    for (SliceStatements work : chunk) {
      done.accept(
          work.bulk()
              .flatMap(bulk -> attempt(status -> delete(work, bulk, status), 1))
              .or(() -> attempt(status -> Optional.of(act(work)), 1))
              .orElseThrow());
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
    // A hold that is being registered waits for this transaction; one that is there is seen.
    jdbc.query(HoldLock.SHARED, row -> {});
    work.locks().forEach(this::number);
  }

  private long number(Sql sql) {
    Long number = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return number == null ? 0 : number;
  }
}
