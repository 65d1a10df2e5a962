package fr.oubli.purge.report;

import fr.oubli.evidence.SealFiles;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import java.nio.file.Path;
import java.time.LocalDate;

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
    WholeFile.refuseUnwritable(folder(), "reports", "--reports");
  }

  public Path seal(long run, String copy) {
    return SealFiles.write(folder(), run, copy);
  }
}
