package fr.oubli.setup.restore;

import fr.oubli.evidence.Restoration.Begun;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.PurgeScope;
import fr.oubli.purge.ReplayPlan;
import fr.oubli.purge.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What nights had done, done again by a plan of their keys. */
record ReplayedPurge(Replay replay, Begun begun) {

  /**
   * How a run of it ended.
   *
   * @param rows how many it acted on
   * @param waits whether rows stay for rows that refer to them, which may go later
   * @param complete whether nothing is left that somebody must look at
   */
  record Done(boolean failed, long rows, boolean waits, boolean complete, List<String> lines) {
    Done {
      lines = List.copyOf(lines);
    }
  }

  /** A new plan of the same keys: of the rows that are still there. */
  ReplayPlan.Made plan() {
    return new ReplayPlan(
            replay.session().policy(), replay.session().map(), replay.database().dataSource())
        .make(
            replay.options(begun, PurgeScope.DRY_RUN),
            new ReplayPlan.Seals(begun.first(), begun.last()));
  }

  Done run(String hash) {
    Map<String, Long> rows = new ReplayedRows(replay.database().dataSource()).of(hash);
    PurgeOutcome purged =
        replay.purge().run(replay.options(begun, new PurgeScope(false, hash, null, false)));
    List<String> lines = new ArrayList<>(purged.remarks());
    purged.written().forEach(file -> lines.add("wrote " + file));
    List<Result> results = purged.results();
    List<String> left = ReplayedRows.left(rows, results);
    lines.addAll(left);
    return new Done(
        purged.code() == ExitCode.FAILED,
        results.stream().mapToLong(Result::done).sum(),
        results.stream().anyMatch(one -> one.referenced() > 0),
        left.isEmpty() && results.stream().noneMatch(one -> one.busy() > 0),
        lines);
  }
}
