package fr.oubli.purge.plan;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.NonZeroCounts;
import fr.oubli.decision.Referrers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Due rows that would stay because rows that are not due yet still refer to them. A plan counts
 * them among the due ones, and must say that the night cannot act on them.
 *
 * @param enforcement its name, as {@code rule:collection}
 * @param by the collection whose rows refer to them
 */
public record Referred(String enforcement, String by, long rows) {

  /**
   * One for each line and referring collection that keeps a row; reads what refers to the due rows.
   */
  public static List<Referred> of(JdbcTemplate jdbc, Plan plan, Eligibilities eligibilities) {
    List<Referred> found = new ArrayList<>();
    for (PlannedEnforcement line : plan.lines()) {
      String collection = line.enforcement().collection();
      if (line.actionable() > 0 && line.enforcement().rule().then().containsKey(collection)) {
        Referrers referrers = eligibilities.referrers(line.enforcement().rule(), collection);
        NonZeroCounts.any(jdbc, referrers.kept())
            .forEach((by, rows) -> found.add(new Referred(line.enforcement().name(), by, rows)));
      }
    }
    return found;
  }

  public String line() {
    return "%s: %d of its due rows would stay, for rows of %s that are not due refer to %s; end both"
            .formatted(enforcement, rows, by, rows == 1 ? "it" : "them")
        + " together, or anonymise";
  }
}
