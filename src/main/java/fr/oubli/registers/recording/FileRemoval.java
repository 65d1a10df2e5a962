package fr.oubli.registers.recording;

/** A file that went with its row, or must go. */
public record FileRemoval(long id, String path) {

  /** How it ended. */
  public record Outcome(long id, boolean wasThere) {}
}
