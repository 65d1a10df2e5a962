package fr.oubli.accounting;

import fr.oubli.platform.output.CsvDialect;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the lines of a query one by one, as COPY writes them, in little memory however many there
 * are. The server formats them: on 2 million rows, a cursor and a formatter in Java took 2.3 to 3.2
 * times as long as COPY, and a flat-file writer with a bean mapper 10 to 16 times.
 */
final class CopiedLines implements ItemStreamReader<byte[]> {

  private final Snapshot snapshot;
  private final String query;
  private final CsvDialect dialect;
  private @Nullable CopyOut copy;

  CopiedLines(Snapshot snapshot, String query, CsvDialect dialect) {
    this.snapshot = snapshot;
    this.query = query;
    this.dialect = dialect;
  }

  @Override
  public void open(ExecutionContext context) {
    try {
      copy =
          snapshot
              .connection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut(
                  "copy ("
                      + query
                      + ") to stdout (format csv, delimiter '"
                      + dialect.delimiter()
                      + (dialect.quoted() ? "', force_quote *)" : "')"));
    } catch (SQLException e) {
      throw new ItemStreamException("the documents could not be read", e);
    }
  }

  @Override
  public byte @Nullable [] read() throws SQLException {
    return copy == null ? null : copy.readFromCopy();
  }

  @Override
  public void close() {
    try {
      if (copy != null && copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      throw new ItemStreamException("the documents could not be let go", e);
    } finally {
      copy = null;
    }
  }
}
