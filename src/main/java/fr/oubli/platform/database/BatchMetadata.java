package fr.oubli.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;

/** The first migration of the schema oubli: Spring Batch's tables, by the script in its jar. */
final class BatchMetadata implements JavaMigration {

  private static final String SCRIPT = "/org/springframework/batch/core/schema-postgresql.sql";

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("1");
  }

  @Override
  public String getDescription() {
    return "batch metadata";
  }

  @Override
  @SuppressWarnings("NullAway") // Flyway takes null for "no checksum" and is not annotated.
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException, IOException {
    try (Statement statement = context.getConnection().createStatement()) {
      statement.execute("set local search_path to oubli");
      statement.execute(script());
    }
  }

  private static String script() throws IOException {
    try (InputStream script = Objects.requireNonNull(Job.class.getResourceAsStream(SCRIPT))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
