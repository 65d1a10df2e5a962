package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.schema.sql.Sql;
import java.util.List;

/** Of which collections rows were found for a request so far, and in what order that came. */
public interface Confirmations {

  /**
   * The number of the statement that confirmed rows of a collection last; 0 where none is
   * confirmed.
   */
  int latest(String collection);

  /** The number of the statement that found rows of a collection last, even if it only proposed. */
  int touched(String collection);

  /**
   * Whether any row of a collection meets a condition, once it was asked of which of the
   * collections that the condition looks at rows were {@link #touched}.
   *
   * @param condition on a row under the alias {@code t}
   */
  boolean anyRow(Collection collection, Sql condition);

  /** The different values that a query tells, those that are null left out. */
  List<String> told(Sql query);

  /** Whether at least one row of a collection is confirmed. */
  default boolean any(String collection) {
    return latest(collection) > 0;
  }
}
