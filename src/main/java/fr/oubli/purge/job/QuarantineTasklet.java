package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.platform.batch.ParallelQueries;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists the rows that no rule can judge, and takes off the list those that were mended, for each
 * enforcement in a transaction of its own. The step's write count is the number of rows that were
 * listed.
 *
 * @param workers how many enforcements are asked at a time
 */
record QuarantineTasklet(
    JdbcTemplate jdbc,
    TransactionTemplate transaction,
    List<PlannedEnforcement> lines,
    int workers,
    long run)
    implements Tasklet {

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    ParallelQueries.each(
            lines,
            workers,
            line -> Objects.requireNonNull(transaction.execute(status -> refresh(line))))
        .forEach(contribution::incrementWriteCount);
    return RepeatStatus.FINISHED;
  }

  /** A row that stays on the list is left as it is, so that a night writes what is new alone. */
  private long refresh(PlannedEnforcement line) {
    Enforcement enforcement = line.enforcement();
    String rule = enforcement.rule().name();
    String collection = enforcement.collection();
    if (line.quarantined() == 0) {
      jdbc.update(
          "delete from oubli.quarantine where rule = ? and collection = ?", rule, collection);
      return 0;
    }
    Sql keys = enforcement.suspectKeys(PlannedEnforcement.MOST_LISTED);
    List<Object> values = new ArrayList<>(keys.values());
    values.addAll(List.of(rule, collection, rule, collection, run));
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "with suspects(row_key, reason) as materialized ("
                + keys.text()
                + ")"
                + """
                , mended as (
                  delete from oubli.quarantine q where q.rule = ? and q.collection = ?
                    and not exists (select 1 from suspects s where s.row_key = q.row_key))
                , listed as (
                  insert into oubli.quarantine as known (rule, collection, row_key, reason, run)
                  select ?, ?, row_key, reason, ?::bigint from suspects order by row_key
                  on conflict (rule, collection, row_key)
                    do update set reason = excluded.reason, run = excluded.run
                    where known.reason <> excluded.reason)
                select count(*) from suspects""",
            Long.class,
            values.toArray()));
  }
}
