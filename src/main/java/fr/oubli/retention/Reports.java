package fr.oubli.retention;

import fr.oubli.exit.Refusal;
import fr.oubli.ledger.SealFiles;
import fr.oubli.output.WholeFile;
import java.nio.file.Path;
import java.time.LocalDate;

/** The folder of a day's reports. */
record Reports(Path root, LocalDate day) {

  Path folder() {
    return root.resolve(day.toString());
  }

  /**
   * @throws Refusal when nothing could be written there after the run
   */
  void check() {
    WholeFile.refuseUnwritable(folder(), "reports", "--reports");
  }

  Path seal(long run, String copy) {
    return SealFiles.write(folder(), run, copy);
  }
}
