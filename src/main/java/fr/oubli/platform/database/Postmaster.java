package fr.oubli.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The server process that the {@code postmaster.pid} of a data folder names. */
record Postmaster(long pid, int port, Path data) {

  static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  static Optional<Postmaster> of(Path data) {
    try {
      List<String> lines = Files.readAllLines(file(data));
      return lines.size() < 4
          ? Optional.empty()
          : Optional.of(
              new Postmaster(
                  Long.parseLong(lines.get(0).strip()),
                  Integer.parseInt(lines.get(3).strip()),
                  data));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it runs; after a reboot, its number may be another program's. */
  boolean alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().map(Postmaster::isServer).orElse(true))
        .isPresent();
  }

  private static boolean isServer(String command) {
    Path name = Path.of(command).getFileName();
    return name != null && name.toString().startsWith("postgres");
  }

  /** Whether what listens on the port is the server of this very folder. */
  boolean answers() {
    try (Connection connection = Sessions.local(port).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show data_directory")) {
      row.next();
      return Files.isSameFile(Path.of(row.getString("data_directory")), data);
    } catch (SQLException | IOException e) {
      return false;
    }
  }
}
