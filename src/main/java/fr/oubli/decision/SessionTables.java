package fr.oubli.decision;

import fr.oubli.platform.database.SqlStates;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes the tables that the statements of one transaction share, each once. */
public final class SessionTables {

  /** What PostgreSQL answers to a transaction that wants to write there. */
  private static final String ON_A_STANDBY = "0A000";

  private final JdbcTemplate jdbc;
  private final Set<String> made = new HashSet<>();

  /**
   * Lets a transaction make temporary tables where its connection is read-only by default. It has
   * to come before the transaction's first question.
   *
   * @throws Refusal on a standby, which holds no table of a session
   */
  public static void allow(JdbcTemplate jdbc) {
    try {
      jdbc.execute("set transaction read write");
    } catch (DataAccessException e) {
      if (SqlStates.of(e).equals(ON_A_STANDBY)) {
        throw new Refusal(
            ExitCode.INVALID,
            "this server is a standby, on which rows cannot be gathered; name the primary server");
      }
      throw e;
    }
  }

  /** To be made anew for each transaction, since the tables end with it. */
  public SessionTables(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes those of the tables that the transaction does not have yet.
   *
   * @throws Refusal where the role may make none
   */
  public void make(List<SessionTable> tables) {
    if (made.isEmpty() && !tables.isEmpty()) {
      refuseWithoutRight();
    }
    for (SessionTable table : tables) {
      if (made.add(table.name())) {
        for (Sql statement : table.statements()) {
          jdbc.update(statement.text(), statement.values().toArray());
        }
      }
    }
  }

  private void refuseWithoutRight() {
    String missing =
        jdbc.queryForObject(
            """
            select case when not has_database_privilege(current_database(), 'temporary') then
              format('role %s may make no temporary tables; grant temporary on database %s to %1$s',
                current_user, current_database()) end""",
            String.class);
    if (missing != null) {
      throw new Refusal(ExitCode.INVALID, missing);
    }
  }
}
