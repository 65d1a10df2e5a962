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
 * Notes which rows are due, for the enforcements that go on from a watermark, before anything is
 * changed. They find their rows by an index on a date, and an earlier step that coarsens that date
 * would hide the rows from them. The step's write count is the number of rows that were noted.
 */
record DueRowsTasklet(JdbcTemplate jdbc, List<PlannedEnforcement> lines, long run)
    implements Tasklet {

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    lines.stream()
        .filter(line -> line.enforcement().watermark() != null && line.due() > 0)
        .forEach(line -> contribution.incrementWriteCount(note(line.enforcement())));
    return RepeatStatus.FINISHED;
  }

  private long note(Enforcement enforcement) {
    enforcement.settings().forEach(jdbc::execute);
    Sql keys = enforcement.dueKeys();
    List<Object> values =
        new ArrayList<>(List.of(enforcement.rule().name(), enforcement.collection(), run));
    values.addAll(keys.values());
    return jdbc.update(
        "insert into oubli.waiting (rule, collection, row_key, run)"
            + " select ?, ?, row_key, ?::bigint from ("
            + keys.text()
            + ") due on conflict (rule, collection, row_key) do nothing",
        values.toArray());
  }
}
