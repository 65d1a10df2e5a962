package fr.oubli.registers.recording;

/**
 * A file that is to be removed because its row is gone.
 *
 * @param id its number in the register
 * @param path relative to the folder of files
 * @param begun whether a run that was interrupted may have removed it and could not say so
 */
public record FileRemoval(long id, String path, boolean begun) {

  /** Removes the file; one that is gone since its removal had begun was removed. */
  public Outcome from(FileStore files) {
    FileStore.Removal removal = files.remove(path);
    return new Outcome(
        id, begun && removal == FileStore.Removal.MISSING ? FileStore.Removal.REMOVED : removal);
  }

  /** What came of it. */
  public record Outcome(long id, FileStore.Removal removal) {}
}
