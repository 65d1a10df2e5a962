package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.statement.PlannedRows;
import fr.oubli.platform.console.Progress;
import fr.oubli.schema.sql.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Meets the due rows that the steps of a run did not. A row that somebody else rewrites while the
 * run goes on moves: out of a range of blocks that was still to come, or away from the place where
 * it was listed. Here the rows that are left are listed anew and acted on at once, so that little
 * time is left to move in.
 */
public final class Stragglers {

  private static final int PARTS = 10;

  private final JdbcTemplate jdbc;
  private final JdbcTransactionManager transactions;
  private final PurgeRun run;

  public Stragglers(JdbcTemplate jdbc, JdbcTransactionManager transactions, PurgeRun run) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.run = run;
  }

  /** Looks for the rows of an enforcement that are still to be acted on, and acts on them. */
  public void meet(EnforcementProgress progress) {
    progress.startPass();
    run.progress().told(progress.enforcement().name() + ": looking again for rows that moved");
    SliceItemProcessor processor =
        new SliceItemProcessor(jdbc, transactions, progress.planned(), run.number());
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    Deque<Slice> work = new ArrayDeque<>(slices(progress));
    SliceWriter writer = writer(progress, work);
    while (!work.isEmpty()) {
      Slice slice = work.pop();
      transaction.executeWithoutResult(
          status -> writer.write(new Chunk<>(List.of(processor.process(slice)))));
    }
    progress.endPass();
  }

  /**
   * Whether rows stay due though nobody else locks them or changed them: one that a trigger keeps,
   * or whose mask it takes back.
   */
  public boolean stayByThemselves(EnforcementProgress progress) {
    return new Trial(jdbc, transactions, run, progress).failsByItself();
  }

  private List<Slice> slices(EnforcementProgress progress) {
    Enforcement enforcement = progress.enforcement();
    PlannedRows plan = enforcement.plan();
    return plan == null
        ? new ListedRows(jdbc, transactions, progress.planned(), false).slices()
        : new PlannedParts(jdbc, enforcement).slices();
  }

  private SliceWriter writer(EnforcementProgress progress, Deque<Slice> work) {
    TransactionTemplate savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    Progress shown = run.progress();
    return new SliceWriter(
        jdbc,
        savepoint,
        new SliceWriter.Waits(run.pace().lockWait(), 1),
        new SliceWriter.Listener() {
          @Override
          public void acted(Slice slice, long rows) {
            progress.add(rows);
            shown.advanced(0, rows);
          }

          @Override
          public void left(Slice slice) {
            List<Slice> parts = parts(slice);
            if (parts.isEmpty()) {
              progress.leave();
            }
            parts.forEach(work::push);
          }
        });
  }

  /** Of many rows of which somebody locks some, the others can go; one row has no parts. */
  private static List<Slice> parts(Slice slice) {
    return slice instanceof Slice.Listed listed && listed.count() > 1
        ? SliceParts.of(listed, PARTS)
        : List.of();
  }
}
