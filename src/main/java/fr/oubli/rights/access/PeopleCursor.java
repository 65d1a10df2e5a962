package fr.oubli.rights.access;

import fr.oubli.schema.sql.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;

/**
 * The rows of several people, in the order of their requests: each row is read once, and only some
 * are in memory at a time. Who was passed over cannot be read any more.
 */
final class PeopleCursor implements AutoCloseable {

  /** The column that says whose a row is; no field of a company's table is called so. */
  static final String WHOSE = "whose request";

  /** How many rows the server sends at a time. */
  private static final int ROWS_AT_ONCE = 200;

  private static final long NOBODY = Long.MAX_VALUE;

  /** Takes one row. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException, IOException;
  }

  private final String sql;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private long next;

  /**
   * @param connection inside a transaction, without which the server sends all rows at once
   */
  PeopleCursor(Connection connection, Sql sql) {
    this.sql = sql.text();
    try {
      this.statement = connection.prepareStatement(sql.text());
      statement.setFetchSize(ROWS_AT_ONCE);
      new ArgumentPreparedStatementSetter(sql.values().toArray()).setValues(statement);
      this.rows = statement.executeQuery();
      this.next = whose();
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  private long whose() throws SQLException {
    return rows.next() ? rows.getLong(WHOSE) : NOBODY;
  }

  private DataAccessException translated(SQLException failure) {
    return new UncategorizedSQLException("the rows of a bundle", sql, failure);
  }

  /** Whether a person has a row that was not read yet; what is left of those before is skipped. */
  boolean has(long request) {
    try {
      while (next < request) {
        next = whose();
      }
      return next == request;
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  /** Reads a person's rows. */
  void each(long request, RowReader reader) throws IOException {
    try {
      while (has(request)) {
        reader.read(rows);
        next = whose();
      }
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  /** Reads the rows of all. */
  void all(RowReader reader) throws IOException {
    while (next != NOBODY) {
      each(next, reader);
    }
  }

  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException e) {
      throw translated(e);
    }
  }
}
