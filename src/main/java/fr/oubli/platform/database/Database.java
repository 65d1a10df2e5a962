package fr.oubli.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.platform.exit.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The open database: a configured server or the embedded one. The schema oubli is up to date there,
 * unless the database was opened to be read only.
 */
public final class Database implements AutoCloseable {

  private final HikariDataSource pool;
  private final OpenedSessions sessions;
  private final @Nullable EmbeddedServer embedded;
  private final String place;
  private final String description;
  private final List<Runnable> lasts = new ArrayList<>();

  private Database(
      HikariDataSource pool, OpenedSessions sessions, EmbeddedServer embedded, String description) {
    this.pool = pool;
    this.sessions = sessions;
    this.embedded = embedded;
    this.place = description;
    this.description = description;
  }

  private Database(HikariDataSource pool, OpenedSessions sessions, ServerLogin login) {
    this.pool = pool;
    this.sessions = sessions;
    this.embedded = null;
    this.place = login.place();
    this.description = login.toString();
  }

  /**
   * @throws Refusal when there is no server to work on, or it cannot hold what Oubli needs
   */
  public static Database open(DatabaseSettings settings) {
    ServerLogin login = settings.server();
    return login == null ? openEmbedded(settings) : openServer(login, settings.connections());
  }

  /**
   * Opens the database as it is, to be read only: no schema is made or brought up to date, and the
   * server refuses whatever would write.
   *
   * @throws Refusal when there is no server to read from
   */
  public static Database look(DatabaseSettings settings) {
    ServerLogin login = settings.server();
    if (login != null) {
      return lookServer(login, settings.connections());
    }
    EmbeddedServer server = EmbeddedServer.open(settings.home());
    OpenedSessions sessions = new OpenedSessions(Sessions.local(server.port()));
    return new Database(
        Sessions.readOnlyPool(sessions, settings.connections(), SearchPath.OWN),
        sessions,
        server,
        "embedded PostgreSQL in " + settings.home());
  }

  private static Database lookServer(ServerLogin login, int connections) {
    OpenedSessions sessions = new OpenedSessions(Sessions.plain(login));
    try {
      Connection connection = sessions.open();
      Pooler.refuse(connection, sessions.open(), login.place());
      SearchPath.narrow(connection);
      Fitness.of(connection).refuseOld(login.place());
      String path = SearchPath.of(connection);
      return new Database(Sessions.readOnlyPool(sessions, connections, path), sessions, login);
    } catch (SQLException e) {
      throw ended(sessions, ConnectionFaults.refusal(e, login));
    } catch (RuntimeException e) {
      throw ended(sessions, e);
    }
  }

  private static Database openServer(ServerLogin login, int connections) {
    PGSimpleDataSource source = Sessions.plain(login);
    OpenedSessions sessions = new OpenedSessions(source);
    try {
      Connection connection = sessions.open();
      Pooler.refuse(connection, sessions.open(), login.place());
      SearchPath.narrow(connection);
      Fitness.of(connection).refuseUnfit(login.place());
      Migrations.governance(source, connection);
      String path = SearchPath.of(connection);
      return new Database(Sessions.pool(sessions, connections, path), sessions, login);
    } catch (SQLException e) {
      throw ended(sessions, ConnectionFaults.refusal(e, login));
    } catch (RuntimeException e) {
      throw ended(sessions, e);
    }
  }

  private static Database openEmbedded(DatabaseSettings settings) {
    EmbeddedServer server = EmbeddedServer.open(settings.home());
    PGSimpleDataSource source = Sessions.local(server.port());
    OpenedSessions sessions = new OpenedSessions(source);
    try {
      Connection connection = SearchPath.narrow(sessions.open());
      Migrations.reference(source, connection);
      Migrations.governance(source, connection);
      HikariDataSource pool =
          Sessions.pool(sessions, settings.connections(), SearchPath.of(connection));
      return new Database(
          pool,
          sessions,
          server,
          "embedded PostgreSQL on port " + server.port() + " in " + settings.home());
    } catch (SQLException e) {
      sessions.close();
      server.close();
      throw new IllegalStateException("the embedded PostgreSQL takes no connection", e);
    } catch (RuntimeException e) {
      sessions.close();
      server.close();
      throw e;
    }
  }

  private static RuntimeException ended(OpenedSessions sessions, RuntimeException fault) {
    sessions.close();
    return fault;
  }

  public DataSource dataSource() {
    return pool;
  }

  public boolean embedded() {
    return embedded != null;
  }

  /** What there is of Oubli's own tables; asking makes none. */
  public OwnSchema ownSchema() {
    try (Connection connection = pool.getConnection()) {
      Fitness.SchemaRights rights = Fitness.of(connection).rights();
      if (!rights.there()) {
        return OwnSchema.ABSENT;
      }
      if (!rights.use()) {
        return OwnSchema.CLOSED;
      }
      return Migrations.behind(pool, connection) ? OwnSchema.OLDER : OwnSchema.CURRENT;
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  /** Why a job that changes rows could not work here as this role, and the mend. */
  public Optional<String> unfit() {
    try (Connection connection = pool.getConnection()) {
      return Fitness.of(connection).unfit(place);
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  private static IllegalStateException unanswered(SQLException fault) {
    return new IllegalStateException("the server could not be asked about itself", fault);
  }

  /** For people: which server, which role; never a secret. */
  public String describe() {
    return description;
  }

  /** What is done before the database is closed, in the order in which it was asked for. */
  public void beforeClosing(Runnable last) {
    lasts.add(last);
  }

  @Override
  public void close() {
    try {
      lasts.forEach(Runnable::run);
    } finally {
      pool.close();
      sessions.close();
      if (embedded != null) {
        embedded.close();
      }
    }
  }
}
