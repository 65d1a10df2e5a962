package fr.oubli.model.session;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A further report on a run, written once its results are recorded and sealed. */
public interface RunReport {

  RunReport NONE = run -> List.of();

  /**
   * A run that is sealed and about to end.
   *
   * @param run its number in the register
   * @param folder where its day's reports are
   * @param backups how long a backup is kept; null where nobody declared it
   */
  record Sealed(
      DataSource dataSource,
      Policy policy,
      DataMap map,
      long run,
      LocalDate asOf,
      Path folder,
      @Nullable Period backups) {}

  /** A report, and what it is told of backups. */
  record WithBackups(RunReport report, @Nullable Period backups) implements RunReport {

    @Override
    public RunReport looked(DataSource dataSource, Policy policy, DataMap map) {
      return new WithBackups(report.looked(dataSource, policy, map), backups);
    }

    @Override
    public List<Path> write(Sealed run) {
      return report.write(
          new Sealed(
              run.dataSource(),
              run.policy(),
              run.map(),
              run.run(),
              run.asOf(),
              run.folder(),
              backups));
    }
  }

  /**
   * Asks what the report asks of all rows: the run is done with them, and not sealed yet.
   *
   * @return the report that knows it
   */
  default RunReport looked(DataSource dataSource, Policy policy, DataMap map) {
    return this;
  }

  /** The same report, which is told how long a backup is kept; null where nobody declared it. */
  default RunReport keptInBackups(@Nullable Period period) {
    return new WithBackups(this, period);
  }

  /**
   * Writes the report. A run that is killed before its end writes it again when it is resumed.
   *
   * @return the files written
   */
  List<Path> write(Sealed run);
}
