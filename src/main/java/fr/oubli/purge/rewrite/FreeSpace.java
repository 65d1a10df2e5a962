package fr.oubli.purge.rewrite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much room the disk of the server has. It is known where the server runs on this machine and
 * lets this account look into its folder; else nobody can tell from here.
 */
record FreeSpace(JdbcTemplate jdbc) {

  /** How far the clocks of a server's start may differ, in seconds. */
  private static final long SAME_START = 60;

  /** What the server says of itself. */
  private record Server(String folder, int port, long started) {}

  /**
   * @param tablespace the folder of a tablespace; empty for the server's own
   */
  OptionalLong of(String tablespace) {
    List<Server> known =
        jdbc.query(
            """
            select s.setting as folder, current_setting('port')::int as port,
              extract(epoch from pg_postmaster_start_time())::bigint as started
            from pg_settings s where s.name = 'data_directory'""",
            (row, number) ->
                new Server(row.getString("folder"), row.getInt("port"), row.getLong("started")));
    if (known.isEmpty() || !runsHere(known.get(0))) {
      return OptionalLong.empty();
    }
    try {
      Path folder = Path.of(tablespace.isEmpty() ? known.get(0).folder() : tablespace);
      return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException | SecurityException unreadable) {
      return OptionalLong.empty();
    }
  }

  /** Whether the folder of that name on this machine is that very server's. */
  private static boolean runsHere(Server server) {
    try {
      List<String> lines = Files.readAllLines(Path.of(server.folder()).resolve("postmaster.pid"));
      return lines.size() > 3
          && Integer.parseInt(lines.get(3).strip()) == server.port()
          && Math.abs(Long.parseLong(lines.get(2).strip()) - server.started()) <= SAME_START;
    } catch (IOException | SecurityException | IllegalArgumentException elsewhere) {
      return false;
    }
  }
}
