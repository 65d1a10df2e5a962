package fr.oubli.model.session;

import fr.oubli.platform.database.Database;
import java.nio.file.Path;
import java.time.LocalDate;

/** What happens before the first run on a database that Oubli itself brought. */
public interface FirstRun {

  /** Leaves any database alone that is not the embedded one, or that has rows. */
  void fill(Database database, LocalDate asOf, Path recordings);
}
