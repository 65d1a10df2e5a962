package fr.oubli.property;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hold or a restriction in the register.
 *
 * @param key the key of the row or of the person; empty for a whole collection
 * @param restriction whether it is a restriction; else a hold
 * @param released whether it is released before the second day
 */
record Hold(
    Scope scope, String table, List<@Nullable String> key, boolean restriction, boolean released) {

  /** What it bears on. */
  enum Scope {
    /** All rows of a person. */
    SUBJECT,
    /** One row, and the rows that lead up to it. */
    ROW,
    /** All rows of a table. */
    COLLECTION
  }
}
