package fr.oubli.purge;

import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.SealKey;
import fr.oubli.evidence.SealReader;
import fr.oubli.evidence.Sealing;
import fr.oubli.evidence.SignedSeal;
import fr.oubli.purge.report.ReportFolder;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Seals runs. The key is read, or made where there is none, when the first run is sealed: a launch
 * that is refused leaves none behind.
 *
 * @param keys folder of the key
 */
record RunSealing(DataSource dataSource, Path keys, Clock clock) {

  /**
   * @throws fr.oubli.platform.exit.Refusal when no run could be sealed
   */
  void refuseUnusable() {
    SealKey.refuseUnusable(keys);
  }

  /** Whether the run was sealed before it was killed: what it did is known, and stays as it is. */
  boolean isSealed(long run) {
    return new SealReader(dataSource).of(run).isPresent();
  }

  /** Waits for the server's disk; see {@link Sealing#seal}. */
  SignedSeal seal(long run, String outcome) {
    return new Sealing(dataSource, SealKey.in(keys), clock).seal(run, outcome);
  }

  /** Writes the copy of a seal outside the database, and the run's journal beside it. */
  Path write(ReportFolder reports, SignedSeal sealed) {
    return reports.seal(dataSource, keys, sealed);
  }

  /**
   * Ends the runs that were stopped or killed and that this launch does not resume: what they did
   * is sealed under their own numbers.
   *
   * @param resumed the run that this launch resumes; null where it begins one
   */
  void sealInterrupted(RunRegister register, ReportFolder reports, @Nullable Long resumed) {
    for (long left : register.abandonedBeside(resumed)) {
      SignedSeal sealed = seal(left, "interrupted");
      write(reports, sealed);
      register.end(left, sealed.seal().outcome("interrupted"));
    }
  }
}
