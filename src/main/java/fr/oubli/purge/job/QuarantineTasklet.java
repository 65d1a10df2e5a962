package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lists the rows that no rule can judge, and takes off the list those that were mended. The step's
 * write count is the number of rows that were listed.
 */
record QuarantineTasklet(JdbcTemplate jdbc, List<PlannedEnforcement> lines, long run)
    implements Tasklet {

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    lines.forEach(line -> contribution.incrementWriteCount(refresh(line)));
    return RepeatStatus.FINISHED;
  }

  private long refresh(PlannedEnforcement line) {
    Enforcement enforcement = line.enforcement();
    long listed = line.quarantined() > 0 ? list(enforcement) : 0;
    jdbc.update(
        "delete from oubli.quarantine where rule = ? and collection = ? and run <> ?",
        enforcement.rule().name(),
        enforcement.collection(),
        run);
    return listed;
  }

  private long list(Enforcement enforcement) {
    Sql keys = enforcement.suspectKeys();
    List<Object> values =
        new ArrayList<>(List.of(enforcement.rule().name(), enforcement.collection(), run));
    values.addAll(keys.values());
    return jdbc.update(
        "insert into oubli.quarantine (rule, collection, row_key, reason, run)"
            + " select ?, ?, row_key, reason, ?::bigint from ("
            + keys.text()
            + ") suspects(row_key, reason) on conflict (rule, collection, row_key)"
            + " do update set reason = excluded.reason, run = excluded.run",
        values.toArray());
  }
}
