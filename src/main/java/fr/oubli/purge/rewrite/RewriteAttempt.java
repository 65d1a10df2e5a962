package fr.oubli.purge.rewrite;

import fr.oubli.platform.database.SqlStates;
import fr.oubli.purge.rewrite.RewriteRegister.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Writes one table anew, in a session of which nothing else is part: PostgreSQL makes a copy of its
 * rows, its indexes and its long values, and then removes the files that it had.
 */
record RewriteAttempt(DataSource dataSource, RewritePatience patience, Room room) {

  private static final Logger LOG = LoggerFactory.getLogger(RewriteAttempt.class);

  private static final String NEVER_FILLED =
      """
      select current_setting('block_size')::bigint * (select count(*) from pg_index i
        where i.indrelid = ?::regclass
          or i.indrelid = (select c.reltoastrelid from pg_class c where c.oid = ?::regclass))""";

  private static final String DISK_FULL = "53100";

  /** How many bytes the disk of a tablespace has left; empty where nobody can tell. */
  interface Room {
    OptionalLong of(JdbcTemplate jdbc, String tablespace);
  }

  /**
   * How it ended.
   *
   * @param fault why it was not done; null where it was
   * @param detail what more is known of the fault; empty or between brackets
   * @param empty whether the table has no file to be rewritten
   * @param spaceUnknown whether nobody could tell how much room there is
   */
  record Ended(@Nullable Fault fault, String detail, boolean empty, boolean spaceUnknown) {

    static final Ended EMPTY = new Ended(null, "", true, false);

    static Ended of(Fault fault, String detail) {
      return new Ended(fault, detail.isEmpty() ? "" : " (" + detail + ")", false, false);
    }
  }

  /**
   * @param left how long the window is open
   */
  Ended of(DueTable table, Duration left) {
    if (!table.may()) {
      return Ended.of(Fault.ROLE, "");
    }
    if (left.toMillis() <= 0) {
      return Ended.of(Fault.WINDOW, "");
    }
    try (Connection connection = dataSource.getConnection()) {
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      List<String> before = List.of(set(jdbc, "lock_timeout"), set(jdbc, "statement_timeout"));
      try {
        put(jdbc, "lock_timeout", patience.lock().toMillis() + "ms");
        put(jdbc, "statement_timeout", left.toMillis() + "ms");
        return tried(jdbc, table);
      } finally {
        if (!connection.isClosed()) {
          put(jdbc, "lock_timeout", before.get(0));
          put(jdbc, "statement_timeout", before.get(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("no session to rewrite " + table.relation(), e);
    }
  }

  private static String set(JdbcTemplate jdbc, String name) {
    return String.valueOf(jdbc.queryForObject("select current_setting(?)", String.class, name));
  }

  private static void put(JdbcTemplate jdbc, String name, String value) {
    jdbc.queryForObject("select set_config(?, ?, false)", String.class, name, value);
  }

  private Ended tried(JdbcTemplate jdbc, DueTable table) {
    DataAccessException refused = null;
    for (int i = 0; i < patience.tries(); i++) {
      try {
        return once(jdbc, table);
      } catch (DataAccessException e) {
        refused = e;
        if (!SqlStates.of(e).equals(SqlStates.LOCKED)) {
          break;
        }
        patience.pause();
      }
    }
    return told(jdbc, table, Objects.requireNonNull(refused));
  }

  private Ended once(JdbcTemplate jdbc, DueTable table) {
    long size = number(jdbc, "select pg_total_relation_size(?::regclass)", table.relation());
    // An index that was never filled has one block: what has more held rows once.
    if (size <= number(jdbc, NEVER_FILLED, table.relation(), table.relation())) {
      return Ended.EMPTY;
    }
    // What is copied is also written to the journal, which grows to its size and then is recycled.
    long journal =
        Math.min(size, number(jdbc, "select pg_size_bytes(current_setting('max_wal_size'))"));
    OptionalLong free = room.of(jdbc, table.tablespace());
    if (free.isPresent() && free.getAsLong() < size + journal) {
      return Ended.of(
          Fault.SPACE,
          "%d MB free, %d MB needed".formatted(free.getAsLong() >> 20, (size + journal) >> 20));
    }
    long file = number(jdbc, "select pg_relation_filenode(?::regclass)", table.relation());
    jdbc.execute("vacuum (full, analyze) " + table.relation());
    boolean same =
        file == number(jdbc, "select pg_relation_filenode(?::regclass)", table.relation());
    return new Ended(same ? Fault.FAILED : null, "", false, free.isEmpty());
  }

  private static long number(JdbcTemplate jdbc, String sql, Object... values) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, values));
  }

  private static Ended told(JdbcTemplate jdbc, DueTable table, DataAccessException refused) {
    if (SqlStates.lost(refused)) {
      throw refused;
    }
    String state = SqlStates.of(refused);
    return switch (state) {
      case SqlStates.LOCKED -> Ended.of(Fault.LOCKED, String.join(", ", lockers(jdbc, table)));
      case SqlStates.CANCELLED -> Ended.of(Fault.WINDOW, "");
      case DISK_FULL -> Ended.of(Fault.SPACE, "");
      default -> {
        LOG.warn("{} was not rewritten: SQLSTATE {}", table.relation(), state);
        yield Ended.of(Fault.FAILED, "SQLSTATE " + state);
      }
    };
  }

  private static List<String> lockers(JdbcTemplate jdbc, DueTable table) {
    return jdbc.queryForList(
        """
        select distinct format('server process %s (%s)', l.pid,
          coalesce(nullif(a.application_name, ''), a.backend_type, 'a program without a name'))
        from pg_locks l left join pg_stat_activity a on a.pid = l.pid
        where l.relation = to_regclass(?) and l.granted and l.pid <> pg_backend_pid()
          and l.database = (select oid from pg_database where datname = current_database())
        order by 1""",
        String.class, table.relation());
  }
}
