package fr.oubli.model.session;

import fr.oubli.platform.database.Database;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What waits for a night to be finished, beside the purge itself. */
@FunctionalInterface
public interface NightWork {

  /**
   * @param lines for the one who reads in the morning
   * @param complete nothing is left that needs a person
   */
  record Done(List<String> lines, boolean complete) {}

  Done finish(Database database, Session session, LocalDate asOf, Path recordings, Path reports);
}
