package fr.oubli.rights.transfer;

import fr.oubli.decision.SessionTables;
import fr.oubli.schema.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One transaction that sees one moment of the database; what it wrote is undone unless it ends. */
final class Snapshot implements AutoCloseable {

  private final Connection connection;
  private final DataSource source;
  private final JdbcTemplate jdbc;

  private Snapshot(Connection connection) {
    this.connection = connection;
    this.source = new SingleConnectionDataSource(connection, true);
    this.jdbc = new JdbcTemplate(source);
  }

  static Snapshot open(DataSource dataSource) {
    try {
      Connection connection = dataSource.getConnection();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Snapshot snapshot = new Snapshot(connection);
      SessionTables.allow(snapshot.jdbc);
      snapshot.jdbc.execute("set local synchronous_commit = on");
      return snapshot;
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  JdbcTemplate jdbc() {
    return jdbc;
  }

  DataSource source() {
    return source;
  }

  int update(Sql sql) {
    return jdbc.update(sql.text(), sql.values().toArray());
  }

  CopyManager copy() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  /** The end: what was written stays. */
  void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  static DataAccessException translated(SQLException failure) {
    return new UncategorizedSQLException("the snapshot of a transfer", null, failure);
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw translated(e);
    }
  }
}
