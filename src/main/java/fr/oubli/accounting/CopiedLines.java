package fr.oubli.accounting;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the lines of a query as COPY writes them, one by one, however many there are. */
final class CopiedLines implements ItemStreamReader<byte[]> {

  private final DataSource dataSource;
  private final String query;
  private final char delimiter;
  private @Nullable Connection connection;
  private @Nullable CopyOut copy;

  CopiedLines(DataSource dataSource, String query, char delimiter) {
    this.dataSource = dataSource;
    this.query = query;
    this.delimiter = delimiter;
  }

  @Override
  public void open(ExecutionContext context) {
    try {
      Connection opened = dataSource.getConnection();
      connection = opened;
      try (var statement = opened.createStatement()) {
        statement.execute("set work_mem = '64MB'");
      }
      copy =
          opened
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut(
                  "copy (" + query + ") to stdout (format csv, delimiter '" + delimiter + "')");
    } catch (SQLException e) {
      close();
      throw new ItemStreamException("the documents could not be read", e);
    }
  }

  @Override
  public byte @Nullable [] read() throws SQLException {
    return copy == null ? null : copy.readFromCopy();
  }

  @Override
  public void close() {
    try (Connection closing = connection) {
      if (copy != null && copy.isActive()) {
        copy.cancelCopy();
      }
      if (closing != null) {
        try (var statement = closing.createStatement()) {
          statement.execute("reset work_mem");
        }
      }
    } catch (SQLException e) {
      throw new ItemStreamException("the documents could not be let go", e);
    } finally {
      copy = null;
      connection = null;
    }
  }
}
