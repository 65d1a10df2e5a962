package fr.oubli.setup.ties;

import java.util.Locale;

/** What a drafted map says of a reference: the words of the map for a tie. */
public enum DraftTie {
  /** Nothing is said, because nothing is open. */
  UNSAID,
  /** The row belongs to whom the other row belongs to. */
  OWNER,
  /** The row also concerns that person. */
  PARTY,
  /** The row says whose the other row is. */
  IDENTIFIES;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
