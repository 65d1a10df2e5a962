package fr.oubli.setup.demo;

import fr.oubli.model.session.FirstRun;
import fr.oubli.platform.database.Database;
import java.nio.file.Path;
import java.time.LocalDate;

/** Gives a new embedded database a small company to purge. */
public final class DemoFirstRun implements FirstRun {

  static final long CUSTOMERS = 2_000;
  static final long SEED = 42;

  @Override
  public void fill(Database database, LocalDate asOf, Path recordings) {
    if (database.embedded() && DemoData.isEmpty(database.dataSource())) {
      System.err.println("oubli: new database, filling it with demo data");
      DemoData.load(
          database.dataSource(), new DemoSettings(CUSTOMERS, SEED, asOf, false, recordings));
    }
  }
}
