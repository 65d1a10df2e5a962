package fr.oubli.plan;

import fr.oubli.decision.Decisions;
import fr.oubli.decision.Referrers;
import fr.oubli.decision.RowCounts;
import java.util.ArrayList;
import java.util.List;
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
        Referrers referrers = decisions.referrers(line.duty().rule(), collection);
        RowCounts.any(jdbc, referrers.kept())
            .forEach((by, rows) -> found.add(new Referred(line.duty().name(), by, rows)));
      }
    }
    return found;
  }

  public String line() {
    return "%s: %d of its due rows would stay, for rows of %s that are not due refer to %s; end both"
            .formatted(duty, rows, by, rows == 1 ? "it" : "them")
        + " together, or anonymise";
  }
}
