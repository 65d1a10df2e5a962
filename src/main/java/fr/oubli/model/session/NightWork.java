package fr.oubli.model.session;

import fr.oubli.platform.database.Database;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Work that the nightly run finishes beside the purge, such as erasures that had to wait. */
@FunctionalInterface
public interface NightWork {

  /**
   * What was done.
   *
   * @param lines what to tell people
   * @param complete whether nothing is left that a person must look at
   */
  record Done(List<String> lines, boolean complete) {}

  /** This work, and then some other, whatever came of this. */
  default NightWork then(NightWork... others) {
    return (database, session, asOf, recordings, reports) -> {
      Done first = finish(database, session, asOf, recordings, reports);
      List<String> lines = new ArrayList<>(first.lines());
      boolean complete = first.complete();
      for (NightWork other : others) {
        Done next = other.finish(database, session, asOf, recordings, reports);
        lines.addAll(next.lines());
        complete &= next.complete();
      }
      return new Done(lines, complete);
    };
  }

  /** Finishes what can be finished as of a day. */
  Done finish(Database database, Session session, LocalDate asOf, Path recordings, Path reports);
}
