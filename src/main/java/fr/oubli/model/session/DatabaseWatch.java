package fr.oubli.model.session;

import fr.oubli.platform.console.Places;
import javax.sql.DataSource;

/**
 * Looks at the database of a command before the command does anything, and once it has done. There
 * is one, which the program names among its services; a command that has to work on a database that
 * nothing else may work on opens it as it is.
 */
public interface DatabaseWatch {

  /**
   * @throws fr.oubli.platform.exit.Refusal when no command may run on this database
   */
  void opened(DataSource dataSource, Places places);

  /** The command is over, whatever came of it. */
  void closing(DataSource dataSource, Places places);
}
