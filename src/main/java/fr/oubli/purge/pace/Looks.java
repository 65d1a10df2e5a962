package fr.oubli.purge.pace;

import fr.oubli.platform.database.SqlStates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the server what others feel. It changes no row and holds no snapshot. */
final class Looks {

  /** Writes some bytes of log that mean nothing to anybody, as a small transaction would. */
  private static final String SMALL = "select pg_logical_emit_message(true, 'oubli', '')";

  private static final String SIGNS =
      """
      select (select count(distinct l.pid) from pg_locks l
          where not l.granted and not l.pid = any (own.pids)
            and pg_blocking_pids(l.pid) && own.pids) as waiting,
        (select count(*) from pg_stat_replication) as replicas,
        (select count(state) from pg_stat_replication) as seen,
        (select coalesce(max(extract(epoch from replay_lag)), 0)::float8
          from pg_stat_replication) as behind,
        pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as log
      from (select ?::int[] as pids) own""";

  /** A session that others wait for, or a log that grew, as one answer tells it. */
  private record Answer(long waiting, Replicas replicas, double behind, double log) {}

  private final NightSessions sessions;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private boolean mayTry = true;
  private double log = Double.NaN;
  private long at;
  private volatile Replicas replicas = Replicas.NONE;

  Looks(NightSessions sessions) {
    this.sessions = sessions;
    this.jdbc = new JdbcTemplate(sessions);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(sessions));
  }

  /** How many milliseconds a small transaction takes until it is on the disk; null if not known. */
  @Nullable Double commit() {
    if (!mayTry) {
      return null;
    }
    long start = System.nanoTime();
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.execute("set local synchronous_commit = on");
            jdbc.query(SMALL, row -> {});
          });
      return (System.nanoTime() - start) / 1e6;
    } catch (NestedRuntimeException e) {
      mayTry = SqlStates.lost(e) || SqlStates.of(e).equals(SqlStates.CANCELLED);
      return null;
    }
  }

  Signs signs(@Nullable Double commit) {
    Answer now =
        Objects.requireNonNull(jdbc.queryForObject(SIGNS, Looks::answer, sessions.processes()));
    long moment = System.nanoTime();
    double grown = Double.isNaN(log) ? 0 : (now.log() - log) * 1e9 / (moment - at);
    log = now.log();
    at = moment;
    replicas = now.replicas();
    return new Signs(
        commit, now.waiting(), now.replicas() == Replicas.SEEN ? now.behind() : null, grown);
  }

  private static Answer answer(ResultSet row, int number) throws SQLException {
    return new Answer(
        row.getLong("waiting"),
        replicas(row.getLong("replicas"), row.getLong("seen")),
        row.getDouble("behind"),
        row.getDouble("log"));
  }

  private static Replicas replicas(long all, long seen) {
    if (all == 0) {
      return Replicas.NONE;
    }
    return seen < all ? Replicas.HIDDEN : Replicas.SEEN;
  }

  Replicas replicas() {
    return replicas;
  }
}
