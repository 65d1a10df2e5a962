package fr.oubli.retention;

import fr.oubli.decision.Sql;
import fr.oubli.decision.WholePartitions;
import fr.oubli.hold.ActiveHolds;
import fr.oubli.hold.HoldLock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops the partitions of which every row is due, each in a transaction of its own with its
 * evidence. What cannot be dropped is left to the step that follows, which deletes row by row: a
 * partition in use, one that another object needs, a role that does not own the table.
 */
record PartitionsTasklet(
    JdbcTemplate jdbc,
    TransactionTemplate transaction,
    WholePartitions partitions,
    Tally tally,
    long run)
    implements Tasklet {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionsTasklet.class);

  private static final int TRIES = 5;
  private static final String IN_USE = "55P03";
  private static final Set<String> LEFT_TO_ROWS = Set.of(IN_USE, "42501", "2BP01");

  /** Shorter than PostgreSQL's deadlock_timeout, so that it is never the other side that loses. */
  private static final String PATIENCE = "500ms";

  /** A partition and the clause that bounds it. */
  private record Candidate(String name, String bounds) {}

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    tally.startPass();
    Sql sql = partitions.candidates();
    List<Candidate> candidates =
        jdbc.query(
            sql.text(),
            (row, number) -> new Candidate(row.getString("name"), row.getString("bounds")),
            sql.values().toArray());
    for (Candidate candidate : candidates) {
      tally.add(attempt(candidate, 1));
    }
    tally.endPass();
    return RepeatStatus.FINISHED;
  }

  private long attempt(Candidate candidate, int number) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> drop(candidate)));
    } catch (DataAccessException e) {
      String state = SqlStates.of(e);
      if (state.equals(IN_USE) && number < TRIES) {
        return attempt(candidate, number + 1);
      }
      if (!LEFT_TO_ROWS.contains(state)) {
        throw e;
      }
      LOG.info("{} is deleted row by row: it could not be dropped ({})", candidate.name(), state);
      return 0;
    }
  }

  private long drop(Candidate candidate) {
    jdbc.execute("set local lock_timeout = '" + PATIENCE + "'");
    // A hold that is being registered waits for this transaction; one that is there is seen.
    jdbc.query(HoldLock.SHARED, row -> {});
    if (!exists(candidate)) {
      return 0;
    }
    jdbc.execute("lock table " + candidate.name() + " in share mode");
    // Lets the planner refute "a row stays" by the partition's own bounds.
    jdbc.execute("set local constraint_exclusion = on");
    WholePartitions judged = ActiveHolds.any(jdbc) ? partitions : partitions.unheld();
    if (one(judged.stays(candidate.name()), Boolean.class)) {
      return 0;
    }
    long rows = one(judged.entry(candidate.name(), candidate.bounds(), run), Long.class);
    if (rows > 0) {
      jdbc.execute("drop table " + candidate.name());
    }
    return rows;
  }

  /** A partition of a partition goes with the larger one. */
  private boolean exists(Candidate candidate) {
    return one(Sql.of("select to_regclass(?) is not null", candidate.name()), Boolean.class);
  }

  private <T> T one(Sql sql, Class<T> type) {
    return Objects.requireNonNull(jdbc.queryForObject(sql.text(), type, sql.values().toArray()));
  }
}
