package fr.oubli.decision.person;

/** Of which collections rows are confirmed for a request so far, and in what order that came. */
public interface Confirmations {

  /**
   * The number of the statement that confirmed rows of a collection last; 0 where none is
   * confirmed.
   */
  int latest(String collection);

  /** Whether at least one row of a collection is confirmed. */
  default boolean any(String collection) {
    return latest(collection) > 0;
  }
}
