package fr.oubli.registers.recording;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where the files of rows are. The folder of files is one; a store of objects can be another.
 * Whatever it is, a removal is noted before it, is safe to be done twice, and is confirmed after
 * it.
 */
public interface FileStore {

  /** Removes a file and says whether it was there; one that had gone before is no fault. */
  boolean remove(String path) throws IOException;

  /** Whether the file is there. */
  boolean exists(String path);

  /** Writes what the file holds. */
  void copy(String path, OutputStream to) throws IOException;
}
