package fr.oubli.property;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hold or a restriction in the register.
 *
 * @param key of the row or the person; empty for a whole collection
 * @param released before the second day
 */
record Hold(
    Scope scope, String table, List<@Nullable String> key, boolean restriction, boolean released) {

  /** What it bears on. */
  enum Scope {
    SUBJECT,
    ROW,
    COLLECTION
  }
}
