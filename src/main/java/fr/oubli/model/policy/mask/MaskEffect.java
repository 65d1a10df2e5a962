package fr.oubli.model.policy.mask;

/** What a mask does to the values that rows have in a column. */
public enum MaskEffect {
  /** No row has a value. */
  EMPTIES,
  /** Each row has a value that no other row has. */
  DISTINGUISHES,
  /** Several rows can have one text: as an e-mail it would make strangers one person. */
  SHARES,
  /** Several rows can have one number or date. */
  COARSENS,
  /**
   * Rows that had one value have one again, and others another: whoever has the key can tell whose.
   * Such data are still personal.
   */
  LINKS,
  /** Each row has the value that it had before. */
  PRESERVES
}
