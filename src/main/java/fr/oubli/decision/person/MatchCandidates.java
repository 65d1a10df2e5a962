package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.sql.Sql;

/**
 * Rows of one collection that may belong to the person of a request.
 *
 * @param foundBy the field that leads to the person, as the register names it
 * @param certain whether the rows are the person's; otherwise the operator has to decide
 * @param condition on a row under the alias {@code t}
 */
public record MatchCandidates(
    Collection collection, String foundBy, boolean certain, Sql condition) {

  /** Rows that are the person's. */
  public static MatchCandidates certain(Collection collection, Field by, Sql condition) {
    return new MatchCandidates(collection, by.name(), true, condition);
  }

  /** Rows on which the operator has to decide. */
  public static MatchCandidates doubtful(Collection collection, Field by, Sql condition) {
    return new MatchCandidates(collection, by.name(), false, condition);
  }
}
