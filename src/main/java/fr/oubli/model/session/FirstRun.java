package fr.oubli.model.session;

import fr.oubli.platform.database.Database;
import java.nio.file.Path;
import java.time.LocalDate;

/** Fills the embedded database before the first run, so that there is something to try. */
public interface FirstRun {

  /** Does nothing to a database that is not the embedded one, or that has rows already. */
  void fill(Database database, LocalDate asOf, Path recordings);
}
