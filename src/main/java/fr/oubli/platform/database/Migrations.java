package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema oubli, and the business tables of the embedded database, up to date. */
final class Migrations {

  /** Any number that nobody else uses: it lets one process migrate at a time. */
  private static final long TURN = 0x6f75626c69L;

  /** In milliseconds, how long another process's turn is waited for; tests wait less. */
  private static final String WAIT = "oubli.migrations.wait";

  private static final long LONGEST_WAIT = 60_000;

  private static final long PAUSE_MILLIS = 100;

  private static final Logger LOG = LoggerFactory.getLogger("oubli");

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
    SchemaHistory history =
        new SchemaHistory(OWN, OWN_SCRIPTS, Set.of(BatchMetadata.class.getName()));
    if (history.complete(asking)) {
      return true;
    }
    history.later(asking).ifPresent(Migrations::refuseLater);
    return false;
  }

  private static void refuseLater(String script) {
    throw new Refusal(
        ExitCode.INVALID,
        "the schema oubli is of a later version than this program, which has no "
            + script
            + "; run the program that was installed last");
  }

  private static Flyway own(DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .initSql(SearchPath.statement(SearchPath.OWN))
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
                .initSql(SearchPath.statement(SearchPath.OWN))
                .defaultSchema(BUSINESS)
                .locations("classpath:" + BUSINESS_SCRIPTS)
                .load()
                .migrate());
  }

  /** Flyway's own lock does not cover the making of a schema. */
  private static void inTurn(DataSource source, Runnable migration) {
    try (Connection connection = SearchPath.narrow(source.getConnection());
        Statement statement = connection.createStatement()) {
      takeTurn(statement);
      migration.run();
    } catch (FlywayException e) {
      throw lacksRights(e) ? rights() : e;
    } catch (SQLException e) {
      throw new IllegalStateException("the schema oubli could not be brought up to date", e);
    }
  }

  /** Waits as long as another process brings the schema up to date, and says so; not for ever. */
  private static void takeTurn(Statement statement) throws SQLException {
    long longest = Long.getLong(WAIT, LONGEST_WAIT);
    long begun = System.nanoTime();
    boolean told = false;
    while (!taken(statement)) {
      long waited = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      if (waited > longest) {
        throw new Refusal(
            ExitCode.BUSY,
            "the schema oubli is being changed by " + holder(statement) + "; try later");
      }
      if (!told && waited > longest / 12) {
        told = true;
        LOG.warn("waiting for {}, which changes the schema oubli", holder(statement));
      }
      pause();
    }
  }

  private static boolean taken(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select pg_try_advisory_lock(" + TURN + ") as taken")) {
      row.next();
      return row.getBoolean("taken");
    }
  }

  private static String holder(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            """
            select format('server process %%s (%%s of role %%s)%%s', a.pid, a.application_name,
                a.usename, to_char(a.backend_start at time zone 'UTC',
                  '", connected since" YYYY-MM-DD HH24:MI:SS "UTC"')) as holder
              from pg_locks l join pg_stat_activity a on a.pid = l.pid
             where l.locktype = 'advisory' and l.granted and l.objsubid = 1
               and l.database = (select oid from pg_database where datname = current_database())
               and (l.classid::bigint << 32) + l.objid::bigint = %d
            """
                .formatted(TURN))) {
      return row.next() ? row.getString("holder") : "another process";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another process", e);
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
