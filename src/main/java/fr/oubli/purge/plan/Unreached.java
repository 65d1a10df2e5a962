package fr.oubli.purge.plan;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.SessionTables;
import fr.oubli.model.policy.Policy;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Persons for whom no rule's clock ever starts, so that no rule ever ends their data.
 *
 * @param collection in which the persons are
 */
public record Unreached(String collection, long persons) {

  public Unreached {
    if (persons < 0) {
      throw new IllegalArgumentException("no count: " + persons);
    }
  }

  /**
   * Reads every person and event, as the first question of the transaction that it is called in;
   * empty where no rule acts on persons.
   */
  public static Optional<Unreached> count(
      JdbcTemplate jdbc, Policy policy, Eligibilities eligibilities) {
    SessionTables.allow(jdbc);
    new SessionTables(jdbc).make(eligibilities.unreachedTables());
    return eligibilities
        .unreached()
        .map(sql -> jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray()))
        .map(persons -> of(policy, persons));
  }

  /** A count that was stored with an earlier run of the same policy. */
  public static Unreached of(Policy policy, long persons) {
    if (policy.subject() == null) {
      throw new IllegalArgumentException("the policy names no people");
    }
    return new Unreached(policy.subject().collection(), persons);
  }

  public String line() {
    return (persons == 1 ? "1 row" : persons + " rows")
        + " of "
        + collection
        + ": no clock ever starts for them, so no rule ends them; a rule that starts at a date of"
        + " their own would";
  }
}
