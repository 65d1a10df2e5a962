package fr.oubli.purge.report;

import fr.oubli.evidence.SealFiles;
import fr.oubli.evidence.SignedSeal;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import java.nio.file.Path;
import java.time.LocalDate;
import javax.sql.DataSource;

/**
 * The folder of a day's reports.
 *
 * @param root the folder of all days
 * @param day that the run is for
 */
public record ReportFolder(Path root, LocalDate day) {

  public Path folder() {
    return root.resolve(day.toString());
  }

  /**
   * @throws Refusal when nothing could be written there after the run
   */
  public void check() {
    WholeFile.folderIn(root, day.toString(), "reports", "--reports");
  }

  /** Writes the copy of a run's seal, with the run's journal beside it, and returns the copy. */
  public Path seal(DataSource dataSource, Path home, SignedSeal sealed) {
    return SealFiles.write(dataSource, home, folder(), sealed);
  }
}
