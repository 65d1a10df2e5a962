package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.statement.WholePartitions;
import fr.oubli.platform.batch.ParallelQueries;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.registers.hold.ActiveHolds;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.schema.sql.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops the partitions of which every row is due. Each goes with its own partitions and its
 * evidence in a transaction of its own, so that one is counted while the files of another are
 * freed. Three kinds cannot be dropped and are left to the step that follows, which deletes row by
 * row: a partition in use, one that another object needs, and one of a table that the role does not
 * own.
 *
 * @param workers how many partitions are counted and dropped at a time
 */
record PartitionsTasklet(
    JdbcTemplate jdbc,
    TransactionTemplate transaction,
    WholePartitions partitions,
    EnforcementProgress progress,
    int workers,
    long run)
    implements Tasklet {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionsTasklet.class);

  private static final int TRIES = 5;
  private static final String IN_USE = "55P03";
  private static final String NOT_THE_OWNER = "42501";
  private static final String NEEDED_BY_ANOTHER = "2BP01";
  private static final Set<String> LEFT_TO_ROWS = Set.of(IN_USE, NOT_THE_OWNER, NEEDED_BY_ANOTHER);

  /**
   * How long a lock is waited for. It is shorter than PostgreSQL's deadlock_timeout, so that a
   * neighbour's transaction is never the one that is ended.
   */
  private static final String PATIENCE = "500ms";

  /**
   * A partition that may be wholly due.
   *
   * @param top the partition of the table itself that this one is, or is a part of
   * @param bounds the clause that bounds it
   */
  private record Candidate(String top, String name, String bounds) {}

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    progress.startPass();
    Sql sql = partitions.candidates();
    List<Candidate> candidates =
        jdbc.query(
            sql.text(),
            (row, number) ->
                new Candidate(row.getString("top"), row.getString("name"), row.getString("bounds")),
            sql.values().toArray());
    Map<String, List<Candidate>> together =
        candidates.stream()
            .collect(
                Collectors.groupingBy(Candidate::top, LinkedHashMap::new, Collectors.toList()));
    List<List<Candidate>> groups = List.copyOf(together.values());
    ParallelQueries.each(groups, workers, group -> attempt(group, 1)).forEach(progress::add);
    progress.endPass();
    count(contribution, progress.inPass());
    return RepeatStatus.FINISHED;
  }

  /** Every row that was counted went. */
  private static void count(StepContribution contribution, long rows) {
    StepExecution step = contribution.getStepExecution();
    step.setReadCount(step.getReadCount() + rows);
    contribution.incrementWriteCount(rows);
  }

  /** Drops all of them together, and each alone where one of them cannot be dropped. */
  private long attempt(List<Candidate> candidates, int number) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> drop(candidates, status)));
    } catch (DataAccessException e) {
      String state = SqlStates.of(e);
      if (!LEFT_TO_ROWS.contains(state)) {
        throw e;
      }
      if (candidates.size() > 1) {
        return candidates.stream().mapToLong(each -> attempt(List.of(each), 1)).sum();
      }
      if (state.equals(IN_USE) && number < TRIES) {
        return attempt(candidates, number + 1);
      }
      LOG.info(
          "{} is deleted row by row: it could not be dropped ({})",
          candidates.get(0).name(),
          state);
      return 0;
    }
  }

  private long drop(List<Candidate> candidates, SavepointManager here) {
    jdbc.execute("set local lock_timeout = '" + PATIENCE + "'");
    if (partitions.plan() != null) {
      jdbc.execute(Enforcement.ROOM);
    }
    // Whoever registers a hold now waits for this transaction; the statements see the others.
    jdbc.query(HoldLock.SHARED, row -> {});
    // Lets the planner refute "a row stays" by the partition's own bounds.
    jdbc.execute("set local constraint_exclusion = on");
    WholePartitions judged = ActiveHolds.any(jdbc) ? partitions : partitions.unheld();
    Map<String, Candidate> due = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      if (mayGo(candidate, due.keySet(), judged, here)) {
        due.put(candidate.name(), candidate);
      }
    }
    return due.isEmpty() ? 0 : drop(due, judged);
  }

  private long drop(Map<String, Candidate> due, WholePartitions judged) {
    Sql counts = WholePartitions.counts(List.copyOf(due.keySet()));
    Map<String, Long> rows = new LinkedHashMap<>();
    jdbc.query(
        counts.text(),
        row -> {
          rows.put(row.getString("name"), row.getLong("rows"));
        },
        counts.values().toArray());
    rows.values().removeIf(count -> count == 0);
    rows.forEach(
        (name, count) ->
            one(
                judged.entry(name, Objects.requireNonNull(due.get(name)).bounds(), count, run),
                Long.class));
    if (!rows.isEmpty()) {
      jdbc.execute("drop table " + String.join(", ", rows.keySet()));
    }
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Whether every row of a partition is due. If so, nobody can write to it until it is gone; a
   * partition that stays is not locked, since the lock would last until the others are dropped.
   */
  private boolean mayGo(
      Candidate candidate, Set<String> due, WholePartitions judged, SavepointManager here) {
    if (!isThere(candidate, due) || stays(candidate, judged, here)) {
      return false;
    }
    jdbc.execute("lock table " + candidate.name() + " in share mode");
    return !stays(candidate, judged, here);
  }

  /**
   * Whether a row of the partition stays. The planner locks the whole table to read a partition's
   * bounds; going back to the savepoint gives that lock up, without which two workers would each
   * wait for the other to drop.
   */
  private boolean stays(Candidate candidate, WholePartitions judged, SavepointManager here) {
    Object before = here.createSavepoint();
    boolean stays = one(judged.stays(candidate.name()), Boolean.class);
    here.rollbackToSavepoint(before);
    return stays;
  }

  /** Whether the partition exists and none of those that are due takes it along. */
  private boolean isThere(Candidate candidate, Set<String> due) {
    return one(
        Sql.of(
            "select to_regclass(?) is not null and not exists (select 1 from"
                + " pg_partition_ancestors(to_regclass(?)) where relid::regclass::text = any (?))",
            candidate.name(),
            candidate.name(),
            due.toArray(String[]::new)),
        Boolean.class);
  }

  private <T> T one(Sql sql, Class<T> type) {
    return Objects.requireNonNull(jdbc.queryForObject(sql.text(), type, sql.values().toArray()));
  }
}
