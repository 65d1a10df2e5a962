package fr.oubli.setup.restore;

import fr.oubli.evidence.Restoration;
import fr.oubli.evidence.Restoration.Begun;
import fr.oubli.evidence.Restoration.Brought;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.RunReport;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeFolders;
import fr.oubli.purge.PurgeOptions;
import fr.oubli.purge.PurgeScope;
import fr.oubli.purge.ReplayPlan;
import fr.oubli.rights.rectification.CorrectedAgain;
import fr.oubli.rights.replay.ReplayedRequests;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Brings a restored database to where it was, as far as what was destroyed goes. First it brings
 * back what Oubli knew, which are its own tables, and shows as a plan which rows came back; then,
 * with that plan approved, it does again what nights and requests had done. Both can be repeated:
 * what was brought back is not brought twice, and a row that is gone is not destroyed again.
 */
record Replay(
    Database database, Session session, PurgeFolders folders, Progress progress, RunReport more) {

  /** Each round takes what the one before it freed; no chain of references is as long. */
  private static final int MOST_ROUNDS = 20;

  /**
   * What somebody is told.
   *
   * @param code how it ended
   */
  record Told(ExitCode code, List<String> lines) {
    Told {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Shows what came back, and touches no row of the company.
   *
   * @param since the day of the backup from which tables were put back; null where the whole
   *     database was
   */
  Told look(LocalDate today, @Nullable LocalDate since) {
    Restoration restoration = restoration();
    List<String> lines = new ArrayList<>();
    Begun begun;
    String hash;
    try (RunLock lock = RunLock.acquire(database.dataSource(), RunLock.CHANGES)) {
      if (since != null || restoration.begun().isEmpty()) {
        String why = restoration.why().orElse("");
        if (why.isEmpty() && since == null) {
          return new Told(
              ExitCode.DONE,
              List.of("nothing to do again: the database is as new as what is outside it"));
        }
        if (restoration.begun().filter(one -> !one.ofTables()).isPresent()) {
          lines.add(why);
        } else if (why.isEmpty()) {
          restoration.since(Objects.requireNonNull(since), session.operator(), today);
        } else {
          lines.add(why);
          Brought brought = restoration.bringBack(session.operator(), today);
          lines.add(told(brought));
        }
      }
      begun = restoration.begun().orElseThrow();
      refuseFaults(restoration, begun);
      ReplayPlan.Made made = new ReplayedPurge(this, begun).plan();
      hash = made.hash();
      restoration.plan(begun, hash);
      lines.addAll(made.remarks());
    }
    lines.addAll(purge().run(options(begun, new PurgeScope(true, hash, null, false))).remarks());
    requests(begun).told(begun.first(), begun.last()).forEach(one -> lines.add("again: " + one));
    lines.add("no row of yours was touched; do it again with: jobs/replay --plan " + hash);
    return new Told(ExitCode.DONE, lines);
  }

  private static String told(Brought brought) {
    long runs = brought.last() - brought.first() + 1;
    return "brought back: the evidence of %d %s%s"
        .formatted(
            runs,
            runs == 1 ? "run" : "runs",
            brought.registers().isPresent()
                ? ", and the registers"
                : "; no register had changed since the backup, or none was kept outside");
  }

  private static void refuseFaults(Restoration restoration, Begun begun) {
    List<String> faults = restoration.faults(begun);
    if (!faults.isEmpty()) {
      List<String> lines = new ArrayList<>(faults);
      lines.add(
          "what was brought back is not what was sealed; nothing is done again: restore the journals"
              + " from their copy, and the database once more");
      throw new Refusal(ExitCode.REFUSED, lines);
    }
  }

  /**
   * Does it again. Killed and started again it goes on; when all is done, everything else may run.
   *
   * @throws Refusal when it is not the plan that was shown
   */
  Told act(String hash) {
    Restoration restoration = restoration();
    Begun begun =
        restoration
            .begun()
            .orElseThrow(
                () -> new Refusal(ExitCode.REFUSED, "no replay was begun; look with: jobs/replay"));
    if (!hash.equals(begun.plan())) {
      throw new Refusal(
          ExitCode.REFUSED,
          "plan " + hash + " is not the one of this replay; look again with: jobs/replay");
    }
    ReplayedRequests requests = requests(begun);
    NightWork.Done first =
        requests.again(
            begun.first(), begun.last(), corrections(restoration.corrections(begun)), places());
    List<String> lines = new ArrayList<>(first.lines());
    ReplayedPurge purge = new ReplayedPurge(this, begun);
    ReplayedPurge.Done purged = purge.run(isRun(hash) ? purge.plan().hash() : hash);
    NightWork.Done last = requests.unfinished(begun.first(), begun.last(), places());
    // What went for a request frees rows of the nights, and conversely.
    for (int round = 1; round < MOST_ROUNDS && purged.waits(); round++) {
      ReplayedPurge.Done next = purge.run(purge.plan().hash());
      last = requests.unfinished(begun.first(), begun.last(), places());
      if (next.rows() == 0 && !next.failed()) {
        break;
      }
      purged = next;
    }
    lines.addAll(purged.lines());
    if (purged.failed()) {
      return new Told(ExitCode.FAILED, lines);
    }
    lines.addAll(last.lines());
    restoration.end(begun);
    boolean complete = first.complete() && purged.complete() && last.complete();
    lines.add(
        complete
            ? "done: what was destroyed since the backup is destroyed again"
            : "done as far as it can be; look at the lines above");
    return new Told(complete ? ExitCode.DONE : ExitCode.QUARANTINE, lines);
  }

  private ReplayedRequests.Folders places() {
    return new ReplayedRequests.Folders(folders.recordings(), folders.reports());
  }

  /** A replay that was killed after its purge does not purge again: its plan has run. */
  private boolean isRun(String hash) {
    return Boolean.TRUE.equals(
        new JdbcTemplate(database.dataSource())
            .queryForObject(
                "select exists (select from oubli.run where plan_hash = ? and state = 'done')",
                Boolean.class,
                hash));
  }

  private Map<Long, List<CorrectedAgain.Value>> corrections(List<String> rows) {
    Map<Long, List<CorrectedAgain.Value>> corrections = new HashMap<>();
    new JdbcTemplate(database.dataSource())
        .query(
            "select request, collection, row_key, field, was, becomes"
                + " from json_populate_recordset(null::oubli.request_correction, ?::json) order by id",
            row -> {
              corrections
                  .computeIfAbsent(row.getLong("request"), request -> new ArrayList<>())
                  .add(
                      new CorrectedAgain.Value(
                          Objects.requireNonNull(row.getString("collection")),
                          Objects.requireNonNull(row.getString("row_key")),
                          Objects.requireNonNull(row.getString("field")),
                          row.getString("was"),
                          row.getString("becomes")));
            },
            "[" + String.join(",", rows) + "]");
    return corrections;
  }

  PurgeOptions options(Begun begun, PurgeScope scope) {
    int cores = Math.min(8, Runtime.getRuntime().availableProcessors());
    return new PurgeOptions(begun.asOf(), scope, folders, cores, session.operator());
  }

  NightlyPurge purge() {
    return new NightlyPurge(
            session.labelled(session.policy()),
            session.map(),
            database.dataSource(),
            progress,
            Clock.systemUTC(),
            more)
        .ofRowsThatAreBack();
  }

  private ReplayedRequests requests(Begun begun) {
    return new ReplayedRequests(database, session, begun.asOf());
  }

  private Restoration restoration() {
    return new Restoration(database.dataSource(), folders.keys(), folders.reports());
  }
}
