package fr.oubli.purge.rewrite;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rewrite;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.rewrite.RewriteRegister.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the tables anew from which rows went since they were written anew last, where the policy
 * asks for it and within its hours. What could not be done is told, and tried again by the next
 * night.
 */
public final class TableRewrites {

  private static final String AGAIN = "; the next night tries again";

  private final DataSource dataSource;
  private final Policy policy;
  private final DataMap map;
  private final Clock clock;
  private final RewriteRegister register;
  private RewritePatience patience = RewritePatience.OF_A_NIGHT;
  private RewriteAttempt.Room room = (jdbc, tablespace) -> new FreeSpace(jdbc).of(tablespace);

  public TableRewrites(DataSource dataSource, Policy policy, DataMap map, Clock clock) {
    this.dataSource = dataSource;
    this.policy = policy;
    this.map = map;
    this.clock = clock;
    this.register = new RewriteRegister(new JdbcTemplate(dataSource));
  }

  TableRewrites with(RewritePatience other) {
    this.patience = other;
    return this;
  }

  TableRewrites with(RewriteAttempt.Room other) {
    this.room = other;
    return this;
  }

  /**
   * What was done.
   *
   * @param lines what to tell people
   * @param complete whether nothing is left that a person must look at
   * @param tried whether the register has something new
   */
  public record Done(List<String> lines, boolean complete, boolean tried) {

    public Done {
      lines = List.copyOf(lines);
    }
  }

  /** Returns when every table that waits was rewritten, or it is known why not. */
  public Done run() {
    Rewrite rewrite = policy.limits().rewrite();
    List<DueTable> due = rewrite == null ? List.of() : register.due(rewrite, map);
    if (rewrite == null || due.isEmpty()) {
      return new Done(List.of(), true, false);
    }
    LocalTime now = LocalTime.now(clock.withZone(policy.zone()));
    Duration left = rewrite.left(now);
    if (left.isZero()) {
      return new Done(
          List.of(
              "not rewritten now, at %tR: %s; limits.rewrite grants the hours %s"
                  .formatted(now, names(due), rewrite.between())),
          true,
          false);
    }
    Instant end = clock.instant().plus(left);
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      return rewritten(due, end);
    } catch (Refusal busy) {
      return new Done(
          List.of("not rewritten: " + names(due) + ": " + String.join("; ", busy.lines())),
          false,
          false);
    } catch (RuntimeException e) {
      if (!SqlStates.lost(e)) {
        throw e;
      }
      return new Done(
          List.of("the connection was lost while tables were rewritten" + AGAIN), false, false);
    }
  }

  private static String names(List<DueTable> tables) {
    return tables.stream().map(DueTable::collection).distinct().collect(Collectors.joining(", "));
  }

  private Done rewritten(List<DueTable> due, Instant end) {
    RewriteRegister.Reach upTo = register.reach();
    List<String> lines = new ArrayList<>();
    List<String> holders = holders();
    if (!holders.isEmpty()) {
      due.forEach(table -> register.note(table, upTo, Fault.SEEN));
      lines.add(
          "not rewritten: %s: %s, which began before, sees what was deleted; end it%s"
              .formatted(names(due), String.join(", ", holders), AGAIN));
      return new Done(lines, false, true);
    }
    List<DueTable> done = new ArrayList<>();
    boolean spaceUnknown = false;
    boolean tried = false;
    RewriteAttempt attempt = new RewriteAttempt(dataSource, patience, room);
    for (DueTable table : due) {
      RewriteAttempt.Ended ended = attempt.of(table, Duration.between(clock.instant(), end));
      if (ended.empty()) {
        continue;
      }
      tried = true;
      register.note(table, upTo, ended.fault());
      spaceUnknown |= ended.spaceUnknown();
      if (ended.fault() == null) {
        done.add(table);
      } else {
        lines.add(
            "not rewritten: %s: %s%s%s"
                .formatted(table.inWords(), ended.fault().words(), ended.detail(), AGAIN));
      }
    }
    if (!done.isEmpty()) {
      lines.add(
          0,
          "rewritten by VACUUM FULL, so that %s no more hold what was destroyed: %s%s"
              .formatted(
                  done.size() == 1 ? "its files" : "their files",
                  names(done),
                  spaceUnknown ? "; how much room the server's disk has is not known here" : ""));
    }
    return new Done(lines, lines.size() == (done.isEmpty() ? 0 : 1), tried);
  }

  /** Who still sees what was deleted, once they were waited for. */
  private List<String> holders() {
    OldSnapshots old = OldSnapshots.now(new JdbcTemplate(dataSource));
    long until = System.nanoTime() + patience.snapshots().toNanos();
    List<String> holders = old.holders();
    while (!holders.isEmpty() && System.nanoTime() < until) {
      patience.pause();
      holders = old.holders();
    }
    return holders;
  }
}
