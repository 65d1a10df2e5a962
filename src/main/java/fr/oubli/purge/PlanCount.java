package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.platform.console.Progress;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.plan.Planner;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Has a planner count what is due, and shows how far that is: it can take longer than to act. */
record PlanCount(Progress progress) {

  private static final String STEP = "counting what is due";
  private static final int UNKNOWN = -1;

  Plan of(
      Planner planner,
      LocalDate asOf,
      List<Enforcement> enforcements,
      Set<Planner.Detail> details) {
    long started = System.nanoTime();
    progress.started(STEP, enforcements.size(), UNKNOWN);
    Plan plan = planner.showing(due -> progress.advanced(1, due)).plan(asOf, enforcements, details);
    progress.finished(
        STEP,
        plan.lines().stream().mapToLong(PlannedEnforcement::due).sum(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    return plan;
  }
}
