package fr.oubli.retention;

/** A file that went with its row, or must go. */
record FileRemoval(long id, String path) {

  /** How it ended. */
  record Outcome(long id, boolean wasThere) {}
}
