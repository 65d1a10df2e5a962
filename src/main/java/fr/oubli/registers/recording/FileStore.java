package fr.oubli.registers.recording;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where the files of rows are. The folder of files is one; a store of objects can be another.
 * Whatever it is, a removal is noted before it, is safe to be done twice, and is confirmed after
 * it.
 */
public interface FileStore {

  /** What came of a removal; one that could not be done is tried again. */
  enum Removal {
    REMOVED("removed", true),
    MISSING("was missing", true),
    STORE_ABSENT("the folder of files is not there", false),
    OUTSIDE("its path leads out of the folder", false),
    FOLDER("a folder stands there", false),
    LINK("a link stands there, or on the way", false),
    BEHIND_FILE("a file stands on the way", false),
    DENIED("the account may not remove it", false),
    FAILED("the disk did not let it go", false);

    private final String word;
    private final boolean done;

    Removal(String word, boolean done) {
      this.word = word;
      this.done = done;
    }

    /** As registers and people have it; never a path. */
    public String word() {
      return word;
    }

    public boolean done() {
      return done;
    }
  }

  /** Removes a file, or says why not; one that had gone before is no fault. */
  Removal remove(String path);

  /** Whether the file is there. */
  boolean exists(String path);

  /** Writes what the file holds. */
  void copy(String path, OutputStream to) throws IOException;
}
