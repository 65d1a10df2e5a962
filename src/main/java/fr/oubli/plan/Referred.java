package fr.oubli.plan;

import fr.oubli.decision.Decisions;
import fr.oubli.decision.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Due rows that would stay because rows of other collections refer to them, which no rule ends yet:
 * a plan that counts them promises what the night cannot do.
 *
 * @param by the collection whose rows refer to them
 */
public record Referred(String duty, String by, long rows) {

  /**
   * One for each duty and referring collection that keeps anything; reads the due rows' children.
   */
  public static List<Referred> of(JdbcTemplate jdbc, Plan plan, Decisions decisions) {
    List<Referred> found = new ArrayList<>();
    for (Planned line : plan.lines()) {
      String collection = line.duty().collection();
      if (line.actionable() > 0 && line.duty().rule().then().containsKey(collection)) {
        decisions
            .referrers(line.duty().rule(), collection)
            .kept()
            .forEach(
                (by, sql) -> found.add(new Referred(line.duty().name(), by, count(jdbc, sql))));
      }
    }
    return found.stream().filter(each -> each.rows() > 0).toList();
  }

  private static long count(JdbcTemplate jdbc, Sql sql) {
    return Objects.requireNonNull(
        jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray()));
  }

  public String line() {
    return "%s: %d of its due rows would stay, for rows of %s that are not due refer to %s; end both"
            .formatted(duty, rows, by, rows == 1 ? "it" : "them")
        + " together, or anonymise";
  }
}
