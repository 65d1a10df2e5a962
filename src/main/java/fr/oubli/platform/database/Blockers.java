package fr.oubli.platform.database;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks who blocks the sessions of this program while it works, and says so once of each who does
 * for a while. Its sessions are those of the same role with the same application's name.
 */
public final class Blockers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Blockers.class);

  private static final String WHO =
      """
      select b.pid, max(coalesce(nullif(b.application_name, ''), 'a program without a name')) as program,
        max(coalesce(b.usename::text, '?')) as role,
        max(coalesce(to_char(coalesce(b.xact_start, b.backend_start) at time zone 'UTC',
          'YYYY-MM-DD HH24:MI:SS') || ' UTC', 'a time that only they may see')) as since
      from pg_locks l
      join pg_stat_activity w on w.pid = l.pid and w.datname = current_database()
        and w.usename = current_user and w.application_name = current_setting('application_name')
      cross join lateral unnest(pg_blocking_pids(l.pid)) blocking(pid)
      join pg_stat_activity b on b.pid = blocking.pid
      where not l.granted
      group by b.pid""";

  /** After so many looks at which nobody blocked, whoever does then is somebody else. */
  private static final int QUIET = 3;

  private final JdbcTemplate jdbc;
  private final Duration patience;
  private final Consumer<String> told;
  private final Map<Integer, Long> since = new HashMap<>();
  private final Set<Integer> known = new HashSet<>();
  private int quiet;
  private final ExecutorService looking =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "blockers");
            thread.setDaemon(true);
            return thread;
          });

  private Blockers(DataSource dataSource, Duration patience, Consumer<String> told) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.patience = patience;
    this.told = told;
  }

  /**
   * Looks on until it is closed.
   *
   * @param patience after how long a blocker is told
   */
  public static Blockers watch(DataSource dataSource, Duration patience, Consumer<String> told) {
    Blockers blockers = new Blockers(dataSource, patience, told);
    blockers.looking.execute(blockers::lookOn);
    return blockers;
  }

  /** Somebody who blocks, and the line that says so. */
  private record Blocker(int pid, String line) {}

  private void lookOn() {
    long often = Math.max(1, patience.toMillis() / 5);
    try {
      while (true) {
        Thread.sleep(often);
        look();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      List<Blocker> now =
          jdbc.query(
              WHO,
              (row, number) ->
                  new Blocker(
                      row.getInt("pid"),
                      "server process %d (%s of role %s, since %s)"
                          .formatted(
                              row.getInt("pid"),
                              row.getString("program"),
                              row.getString("role"),
                              row.getString("since"))));
      note(now);
    } catch (DataAccessException e) {
      LOG.debug("who blocks could not be asked", e);
    }
  }

  private void note(List<Blocker> now) {
    long moment = System.nanoTime();
    // Between two tries of a slice nobody waits for a moment.
    quiet = now.isEmpty() ? quiet + 1 : 0;
    if (quiet > QUIET) {
      since.clear();
    }
    for (Blocker blocker : now) {
      long first = since.computeIfAbsent(blocker.pid(), pid -> moment);
      if (moment - first >= patience.toNanos() && known.add(blocker.pid())) {
        told.accept(
            "waiting for " + blocker.line() + ", which holds what is needed; end it, or wait");
      }
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
