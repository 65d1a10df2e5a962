package fr.oubli.platform.database;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The server that all commands on one home folder share. The first command starts it and the last
 * one stops it; a command that was killed leaves it running for the next. Each command keeps a
 * connection open from its beginning to its end, by which the others know that it is there.
 */
final class EmbeddedServer implements AutoCloseable {

  private static final String PRESENCE = "oubli presence";

  private final Path home;
  private final Postmaster postmaster;
  private final Connection presence;

  private EmbeddedServer(Path home, Postmaster postmaster, Connection presence) {
    this.home = home;
    this.postmaster = postmaster;
    this.presence = presence;
  }

  static EmbeddedServer open(Path home) {
    try (ServerLock lock = ServerLock.take(home)) {
      Postmaster postmaster = new ServerProcess(lock).joinOrStart();
      PGSimpleDataSource source = Sessions.local(postmaster.port());
      source.setApplicationName(PRESENCE);
      return new EmbeddedServer(home, postmaster, SearchPath.narrow(source.getConnection()));
    } catch (SQLException | IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          "the embedded PostgreSQL in " + home + " did not start; see its server.log");
    }
  }

  int port() {
    return postmaster.port();
  }

  @Override
  public void close() {
    try (ServerLock lock = ServerLock.take(home)) {
      if (leave()) {
        new ServerProcess(lock).stop(postmaster);
      }
    }
  }

  /** Whether this command is the last; if so, the sessions that a killed one left are ended. */
  private boolean leave() {
    try (Connection closing = presence;
        Statement statement = closing.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                with other as (
                  select pid, application_name from pg_stat_activity
                   where backend_type = 'client backend' and pid <> pg_backend_pid())
                select not exists (select from other where application_name <> '%s') as last
                """
                    .formatted(Sessions.NAME))) {
      row.next();
      boolean last = row.getBoolean("last");
      if (last) {
        statement
            .executeQuery(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                 where application_name = '%s' and pid <> pg_backend_pid()
                """
                    .formatted(Sessions.NAME))
            .close();
      }
      return last;
    } catch (SQLException e) {
      // The server is gone already, or someone stopped it: there is nothing left to stop.
      return false;
    }
  }
}
