package fr.oubli.purge;

import fr.oubli.evidence.SignedSeal;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.purge.report.OrphanReport;
import fr.oubli.purge.report.ReportFolder;
import fr.oubli.purge.report.Result;
import fr.oubli.purge.report.RetentionReport;
import fr.oubli.registers.recording.ObjectRegister;
import fr.oubli.registers.recording.ObjectSheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the files of a sealed run: the compliance table, the list of rows without a file and of
 * files without a row, the list of objects to remove elsewhere, the copy of the seal, and any
 * further report.
 *
 * @param sealing writes the copy of the seal
 * @param table with the rules as they were enforced
 * @param more what else is written of a run
 */
record RunReports(
    RunSealing sealing,
    Policy policy,
    DataMap map,
    RetentionReport table,
    OrphanReport orphans,
    ReportFolder folder,
    RunReport more) {

  /** The same, which know what the further report asks of all rows. */
  RunReports looked() {
    return new RunReports(
        sealing,
        policy,
        map,
        table,
        orphans,
        folder,
        more.looked(sealing.dataSource(), policy, map));
  }

  /** Writing a run's files again replaces them. */
  List<Path> write(long run, SignedSeal sealed, List<Result> results) {
    List<Path> written = new ArrayList<>();
    written.add(table.write(folder.folder(), sealed, results));
    orphans.write(run, folder.folder()).ifPresent(written::add);
    new ObjectSheet(new ObjectRegister(sealing.dataSource(), policy.zone()))
        .write(folder.folder())
        .ifPresent(written::add);
    written.add(sealing.write(folder, sealed));
    written.addAll(
        more.write(
            new RunReport.Sealed(
                sealing.dataSource(), policy, map, run, folder.day(), folder.folder(), null)));
    return written;
  }
}
