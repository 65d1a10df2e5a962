package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema oubli, and the business tables of the embedded database, up to date. */
final class Migrations {

  /** Any number that nobody else uses: it lets one process migrate at a time. */
  private static final long TURN = 0x6f75626c69L;

  private static final String OWN = "oubli";
  private static final String OWN_SCRIPTS = "sql/governance";
  private static final String BUSINESS = "public";
  private static final String BUSINESS_SCRIPTS = "sql/reference";

  private Migrations() {}

  /**
   * @param asking a connection, to ask whether there is something to do
   */
  static void governance(DataSource source, Connection asking) {
    if (!governed(asking)) {
      inTurn(source, () -> own(source).migrate());
    }
  }

  /** Whether the schema oubli is of an earlier version; asking writes nothing. */
  static boolean behind(DataSource source, Connection asking) {
    return !governed(asking) && own(source).info().pending().length > 0;
  }

  private static boolean governed(Connection asking) {
    return new SchemaHistory(OWN, OWN_SCRIPTS, Set.of(BatchMetadata.class.getName()))
        .complete(asking);
  }

  private static Flyway own(DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .defaultSchema(OWN)
        .locations("classpath:" + OWN_SCRIPTS)
        .javaMigrations(new BatchMetadata())
        .load();
  }

  /** Makes business tables, in the embedded database only: a company's own are never altered. */
  static void reference(DataSource source, Connection asking) {
    if (new SchemaHistory(BUSINESS, BUSINESS_SCRIPTS, Set.of()).complete(asking)) {
      return;
    }
    inTurn(
        source,
        () ->
            Flyway.configure()
                .dataSource(source)
                .defaultSchema(BUSINESS)
                .locations("classpath:" + BUSINESS_SCRIPTS)
                .load()
                .migrate());
  }

  /** Flyway's own lock does not cover the making of a schema. */
  private static void inTurn(DataSource source, Runnable migration) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(" + TURN + ")");
      migration.run();
    } catch (FlywayException e) {
      throw lacksRights(e) ? rights() : e;
    } catch (SQLException e) {
      throw new IllegalStateException("the schema oubli could not be brought up to date", e);
    }
  }

  private static boolean lacksRights(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && "42501".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static Refusal rights() {
    return new Refusal(
        ExitCode.INVALID,
        "the role may not bring the schema oubli up to date;"
            + " grant usage, create on schema oubli to it, or let its owner run once");
  }
}
