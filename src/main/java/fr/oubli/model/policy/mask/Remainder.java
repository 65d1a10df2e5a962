package fr.oubli.model.policy.mask;

/** What rows have in a column after a mask rewrote it. */
public enum Remainder {
  /** No value. */
  NOTHING,
  /** A value that no other row has. */
  DISTINCT,
  /** A text that several rows can have: as an e-mail it would make strangers one person. */
  SHARED,
  /** A coarser number or date, which several rows can have. */
  COARSE,
  /** What was there before. */
  ORIGINAL
}
