package fr.oubli.registers.recording;

/**
 * A file that is to be removed because its row is gone.
 *
 * @param id its number in the register
 * @param path relative to the folder of files
 */
public record FileRemoval(long id, String path) {

  /** What came of it. */
  public record Outcome(long id, FileStore.Removal removal) {}
}
