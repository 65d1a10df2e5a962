package fr.oubli.model.session;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;

/** A further report on a run, written once its results are recorded and sealed. */
public interface RunReport {

  RunReport NONE = run -> List.of();

  /**
   * A run that is sealed and about to end.
   *
   * @param run its number in the register
   * @param folder where its day's reports are
   */
  record Sealed(
      DataSource dataSource, Policy policy, DataMap map, long run, LocalDate asOf, Path folder) {}

  /**
   * Writes the report. A run that is killed before its end writes it again when it is resumed.
   *
   * @return the files written
   */
  List<Path> write(Sealed run);
}
