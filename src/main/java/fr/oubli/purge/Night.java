package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.purge.plan.Planner;
import fr.oubli.purge.report.ReportFolder;
import fr.oubli.purge.report.Watermarks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a launch works with, once every gate has opened. */
record Night(
    PurgeOptions options,
    Terms terms,
    PurgeGates.Open open,
    Watermarks watermarks,
    Planner planner,
    @Nullable ApprovedPlan approved) {

  ReportFolder reports() {
    return new ReportFolder(options.reports(), options.asOf());
  }

  /** What it may do: where a plan was approved, on the plan's rows. */
  List<Enforcement> enforcements() {
    return approved == null
        ? open.enforcements()
        : open.enforcements().stream().map(each -> each.within(approved.making())).toList();
  }

  /**
   * The number of the run: a new one, or that of the run that is resumed and so acts again.
   *
   * @param resumed null where none is
   */
  long begin(RunRegister runs, @Nullable Long resumed) {
    if (resumed == null) {
      return runs.start(terms, options.operator());
    }
    watermarks.actsAgain(resumed);
    return resumed;
  }
}
