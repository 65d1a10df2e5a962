package fr.oubli.setup.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Sessions that find the company's tables by their bare names, as the statements do with which the
 * purge is compared. The server is the benchmark's own.
 */
final class BusinessSessions extends DelegatingDataSource {

  BusinessSessions(DataSource sessions) {
    super(sessions);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path = pg_catalog, public, pg_temp");
      return connection;
    }
  }
}
