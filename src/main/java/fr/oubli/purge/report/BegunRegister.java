package fr.oubli.purge.report;

import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a run began with. A launch that resumes it finds neither the rows that went nor what else
 * they were due for; the results of the run are those of all its launches.
 */
public record BegunRegister(JdbcTemplate jdbc) {

  /** How many rows a collection had before the run, and how many of them a rule made due. */
  public record Begun(long stored, long due) {}

  /** Notes what a launch found, unless an earlier launch of the run did. */
  public void note(long run, Plan plan) {
    List<Object[]> rows = new ArrayList<>();
    for (PlannedEnforcement line : plan.lines()) {
      rows.add(
          new Object[] {
            run,
            line.enforcement().rule().name(),
            line.enforcement().collection(),
            line.stored(),
            line.due()
          });
    }
    jdbc.batchUpdate(
        "insert into oubli.run_plan (run, rule, collection, stored, due)"
            + " select ?, ?, ?, ?, ? on conflict do nothing",
        rows);
  }

  /** By rule and collection, as {@code rule:collection}. */
  public Map<String, Begun> of(long run) {
    Map<String, Begun> begun = new HashMap<>();
    jdbc.query(
        "select rule || ':' || collection as name, stored, due from oubli.run_plan where run = ?",
        row -> {
          begun.put(row.getString("name"), new Begun(row.getLong("stored"), row.getLong("due")));
        },
        run);
    return begun;
  }
}
