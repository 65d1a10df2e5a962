package fr.oubli.retention;

import fr.oubli.decision.Duty;
import fr.oubli.decision.Sql;
import fr.oubli.plan.Planned;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Notes the rows that a look at what is new found due, before anything is changed: a step that
 * coarsens a date would otherwise take the later steps' way to their rows.
 */
record WaitingTasklet(JdbcTemplate jdbc, List<Planned> lines, long run) implements Tasklet {

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    lines.stream()
        .filter(line -> line.duty().last() != null && line.due() > 0)
        .forEach(line -> note(line.duty()));
    return RepeatStatus.FINISHED;
  }

  private void note(Duty duty) {
    duty.settings().forEach(jdbc::execute);
    Sql keys = duty.dueKeys();
    List<Object> values = new ArrayList<>(List.of(duty.rule().name(), duty.collection(), run));
    values.addAll(keys.values());
    jdbc.update(
        "insert into oubli.waiting (rule, collection, row_key, run)"
            + " select ?, ?, row_key, ?::bigint from ("
            + keys.text()
            + ") due on conflict (rule, collection, row_key) do nothing",
        values.toArray());
  }
}
