package fr.oubli.purge.plan;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.SessionTables;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows for which no rule's clock ever starts, so that no rule ever ends them.
 *
 * @param persons the collection is that of the persons
 */
public record Unreached(String collection, boolean persons, long rows) {

  public Unreached {
    if (rows < 0) {
      throw new IllegalArgumentException("no count: " + rows);
    }
  }

  /**
   * By collection of which a clock of persons decides. Reads every person, event and row, as the
   * first question of the transaction that it is called in.
   */
  public static List<Unreached> count(
      JdbcTemplate jdbc, Policy policy, Eligibilities eligibilities) {
    SessionTables.allow(jdbc);
    new SessionTables(jdbc).make(eligibilities.unreachedTables());
    List<Unreached> counts = new ArrayList<>();
    eligibilities
        .unreached()
        .forEach((collection, sql) -> counts.add(of(policy, collection, count(jdbc, sql))));
    return counts;
  }

  private static long count(JdbcTemplate jdbc, Sql sql) {
    return Objects.requireNonNull(
        jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray()));
  }

  /** A count that was stored with an earlier run of the same policy. */
  public static Unreached of(Policy policy, String collection, long rows) {
    return new Unreached(
        collection,
        policy.subject() != null && policy.subject().collection().equals(collection),
        rows);
  }

  public String line() {
    return (rows == 1 ? "1 row" : rows + " rows")
        + " of "
        + collection
        + ": no clock ever starts for them, so no rule ends them; "
        + (persons
            ? "a rule that starts at a date of their own would"
            : "they are of nobody, or of people without a date: jobs/explain "
                + collection
                + " KEY tells of one");
  }
}
