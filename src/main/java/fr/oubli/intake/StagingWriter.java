package fr.oubli.intake;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Stages a chunk with one {@code COPY}, in the chunk's transaction. */
final class StagingWriter implements ItemWriter<StagedBlock> {

  private final StagingTable staging;

  StagingWriter(StagingTable staging) {
    this.staging = staging;
  }

  @Override
  public void write(Chunk<? extends StagedBlock> chunk) throws SQLException, IOException {
    Connection connection = DataSourceUtils.getConnection(staging.dataSource());
    try {
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(staging.copy());
      try {
        for (StagedBlock block : chunk) {
          copy.writeToCopy(block.copy(), 0, block.copy().length);
        }
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } finally {
      DataSourceUtils.releaseConnection(connection, staging.dataSource());
    }
  }
}
