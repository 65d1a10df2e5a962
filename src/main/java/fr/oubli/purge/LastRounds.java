package fr.oubli.purge;

import fr.oubli.purge.job.EnforcementProgress;
import fr.oubli.purge.job.PurgeRun;
import fr.oubli.purge.job.Stragglers;
import fr.oubli.purge.job.Verifier;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.report.Result;
import fr.oubli.registers.recording.RemovalRegister;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Verifies a run, and goes over what nothing explains until nothing is left, or so many times. On a
 * database that nobody else writes to, the first verification is the last.
 */
record LastRounds(
    JdbcTemplate jdbc, JdbcTransactionManager transactions, PurgeRun run, Verifier verifier) {

  private static final int ROUNDS = 8;

  List<Result> results() {
    List<Result> results = new ArrayList<>(verifier.verify(run.enforcements()));
    Stragglers stragglers = new Stragglers(jdbc, transactions, run);
    List<EnforcementProgress> again = unexplained(results);
    if (again.isEmpty()) {
      return List.copyOf(results);
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int round = 1; round <= ROUNDS && !again.isEmpty(); round++) {
      pause(run.pace().lockWait().multipliedBy(round - 1).dividedBy(2));
      verifier.actsAgain();
      again.forEach(stragglers::meet);
      replace(results, again);
      again = unexplained(results);
      again.removeIf(left -> stay(left, stragglers, seen));
    }
    again.forEach(
        left ->
            results.replaceAll(
                result -> is(result, left.planned()) ? result.unexplainedAreBusy() : result));
    new RemovalRegister(jdbc, transactions).finish(run.number(), run.files(), run.named());
    return List.copyOf(results);
  }

  /** Twice in a row, since what others do between two questions may look like it once. */
  private static boolean stay(
      EnforcementProgress left, Stragglers stragglers, Map<String, Integer> seen) {
    String name = left.planned().enforcement().name();
    int times = stragglers.stayByThemselves(left) ? seen.getOrDefault(name, 0) + 1 : 0;
    seen.put(name, times);
    return times == 2;
  }

  /** Whoever holds a lock may be done with it soon. */
  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others were at the rows", e);
    }
  }

  private List<EnforcementProgress> unexplained(List<Result> results) {
    return run.enforcements().stream()
        .filter(
            one ->
                results.stream()
                    .anyMatch(result -> is(result, one.planned()) && result.unexplained() > 0))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The name of an enforcement is unique in a policy. */
  private static boolean is(Result result, PlannedEnforcement planned) {
    return result.name().equals(planned.enforcement().name());
  }

  private void replace(List<Result> results, List<EnforcementProgress> again) {
    for (Result anew : verifier.verify(again)) {
      results.replaceAll(result -> is(result, anew.planned()) ? anew : result);
    }
  }
}
