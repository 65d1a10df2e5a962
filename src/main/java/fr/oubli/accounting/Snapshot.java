package fr.oubli.accounting;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The database as it is when the report begins, on one connection that only reads, one query after
 * the other. The report's lines, totals and numbering all speak of the same documents, whatever is
 * written meanwhile.
 */
final class Snapshot implements AutoCloseable {

  private final Connection connection;

  private Snapshot(Connection connection) {
    this.connection = connection;
  }

  static Snapshot open(DataSource dataSource) {
    try {
      Connection connection = dataSource.getConnection();
      try {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
          statement.execute("set local work_mem = '64MB'");
        }
        return new Snapshot(connection);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the documents could not be read", e);
    }
  }

  Connection connection() {
    return connection;
  }

  JdbcTemplate jdbc() {
    return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
  }

  @Override
  public void close() {
    try (Connection closing = connection) {
      closing.rollback();
      closing.setReadOnly(false);
      closing.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      closing.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException("the documents could not be let go", e);
    }
  }
}
