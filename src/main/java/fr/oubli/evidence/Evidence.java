package fr.oubli.evidence;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.platform.output.WholeFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Makes a piece of work, such as the erasure of a person, a run of its own: it is registered, done,
 * and sealed, and the copy of its seal is written outside the database. Work that was interrupted
 * is taken up under the number that it had.
 */
public final class Evidence {

  private final DataSource dataSource;
  private final RunRegister runs;
  private final Path keys;
  private final Path reports;

  /**
   * @param keys the folder of the key that signs
   * @param reports the folder whose subfolder of the day takes the seal's copy
   */
  public Evidence(DataSource dataSource, Path keys, Path reports) {
    this.dataSource = dataSource;
    this.runs = new RunRegister(dataSource);
    this.keys = keys;
    this.reports = reports;
  }

  /**
   * Does the work, which is given the number of its run, and returns that number.
   *
   * @throws fr.oubli.platform.exit.Refusal when the seal's copy could not be written afterwards
   */
  public long run(Terms terms, String operator, LongConsumer work) {
    Path folder = reports.resolve(terms.asOf().toString());
    WholeFile.refuseUnwritable(folder, "reports", "--reports");
    long run = runs.unfinished(terms).orElseGet(() -> runs.start(terms, operator));
    work.accept(run);
    SignedSeal sealed =
        new Sealing(dataSource, SealKey.in(keys), Clock.systemUTC()).seal(run, "done");
    SealFiles.write(dataSource, keys, folder, sealed);
    runs.end(run, sealed.seal().outcome("done"));
    return run;
  }
}
