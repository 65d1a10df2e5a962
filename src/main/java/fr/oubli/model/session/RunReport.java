package fr.oubli.model.session;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;

/** What else is told of a run, once its results are kept and sealed. */
public interface RunReport {

  RunReport NONE = run -> List.of();

  /**
   * A run that is about to end.
   *
   * @param run its number in the register
   * @param folder where its day's reports are
   */
  record Sealed(
      DataSource dataSource, Policy policy, DataMap map, long run, LocalDate asOf, Path folder) {}

  /** Answers the files that it wrote. Called again when a run is killed before its end. */
  List<Path> write(Sealed run);
}
