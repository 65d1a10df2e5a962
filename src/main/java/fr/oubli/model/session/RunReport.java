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
      @Nullable Period backups) {

    /** The same with how long a backup is kept. */
    public Sealed keptInBackups(@Nullable Period period) {
      return new Sealed(dataSource, policy, map, run, asOf, folder, period);
    }
  }

  /**
   * Writes the report. A run that is killed before its end writes it again when it is resumed.
   *
   * @return the files written
   */
  List<Path> write(Sealed run);
}
