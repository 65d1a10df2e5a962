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
  default NightWork then(NightWork next) {
    return (database, session, asOf, recordings, reports) -> {
      Done first = finish(database, session, asOf, recordings, reports);
      Done second = next.finish(database, session, asOf, recordings, reports);
      List<String> lines = new ArrayList<>(first.lines());
      lines.addAll(second.lines());
      return new Done(lines, first.complete() && second.complete());
    };
  }

  /** Finishes what can be finished as of a day. */
  Done finish(Database database, Session session, LocalDate asOf, Path recordings, Path reports);
}
