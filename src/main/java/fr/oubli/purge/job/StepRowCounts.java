package fr.oubli.purge.job;

import fr.oubli.schema.sql.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.StepExecution;

/**
 * Makes the execution of a worker's step count rows, where Spring Batch would count its items,
 * which are slices of a table. The counts of a slice are stored in the transaction that acts on it:
 * after a crash they and the ledger tell of the same slices. They mean:
 *
 * <ul>
 *   <li>read: rows that the statement was given to decide on. Of a list these are its rows; of a
 *       range of blocks, which the statement alone reads, the ones that it took, since counting the
 *       others would cost a second look at the range.
 *   <li>write: rows deleted, anonymised or archived, each named in the ledger.
 *   <li>filter: rows of a list that were left alone, because they changed and are no longer due, or
 *       because a hold, a restriction or a reference keeps them.
 *   <li>commit: slices, each in a transaction of its own.
 * </ul>
 *
 * <p>{@link PassCounts} says what the same counts mean for the step that the workers belong to. A
 * step that drops whole partitions counts their rows when it ends.
 */
final class StepRowCounts {

  /** What Spring adds by itself for a slice that was read, and again for one that was written. */
  private static final int ITEM = 1;

  private StepRowCounts() {}

  /** The reader handed out a slice, of which nobody knows yet how many rows it has. */
  static void handedOut() {
    StepExecution step = current();
    if (step != null) {
      step.setReadCount(step.getReadCount() - ITEM);
    }
  }

  /**
   * The writer is done with a slice, whose transaction is about to be committed.
   *
   * @param acted how many rows were deleted, anonymised or archived
   */
  static void acted(Slice slice, long acted) {
    StepExecution step = current();
    if (step != null) {
      long given = Math.max(listed(slice), acted);
      step.setReadCount(step.getReadCount() + given);
      step.setFilterCount(step.getFilterCount() + given - acted);
      step.setWriteCount(step.getWriteCount() + acted - ITEM);
    }
  }

  /** How many rows were named one by one; none of a range of blocks. */
  private static long listed(Slice slice) {
    if (slice instanceof Slice.Planned planned) {
      return planned.count();
    }
    return slice instanceof Slice.Listed list ? list.count() : 0;
  }

  /** The execution that the present thread works for. */
  private static @Nullable StepExecution current() {
    StepContext context = StepSynchronizationManager.getContext();
    return context == null ? null : context.getStepExecution();
  }
}
