package fr.oubli.decision;

import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes the tables that the statements of one transaction share, each once. */
public final class SessionTables {

  private final JdbcTemplate jdbc;
  private final Set<String> made = new HashSet<>();

  /**
   * Lets a transaction make temporary tables where its connection is read-only by default. It has
   * to come before the transaction's first question.
   */
  public static void allow(JdbcTemplate jdbc) {
    jdbc.execute("set transaction read write");
  }

  /** To be made anew for each transaction, since the tables end with it. */
  public SessionTables(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes those of the tables that the transaction does not have yet. */
  public void make(List<SessionTable> tables) {
    for (SessionTable table : tables) {
      if (made.add(table.name())) {
        for (Sql statement : table.statements()) {
          jdbc.update(statement.text(), statement.values().toArray());
        }
      }
    }
  }
}
