package fr.oubli.accounting;

import fr.oubli.platform.output.CsvDialect;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the lines of a query as COPY writes them, one by one, however many there are. */
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
