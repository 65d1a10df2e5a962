package fr.oubli.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Whether a schema has exactly the migrations of this program, each as it stands here. Flyway is
 * loaded only where it has not: that takes longer than everything else that a small command does.
 *
 * @param folder of the scripts, on the class path
 * @param code the migrations that are no script, by the names of their classes
 */
record SchemaHistory(String schema, String folder, Set<String> code) {

  private static final Pattern VERSION = Pattern.compile("V(\\d{1,9})__");
  private static final String SCRIPTS = "classpath:%s/*.sql";

  /** False too where it cannot be asked: Flyway then finds out why. */
  boolean complete(Connection connection) {
    try {
      return applied(connection).equals(known());
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * The latest migration of a program that came after this one, by the name of its script; empty
   * where there is none, and where it cannot be asked.
   */
  Optional<String> later(Connection connection) {
    int latest = known().keySet().stream().mapToInt(SchemaHistory::version).max().orElse(0);
    try {
      return applied(connection).keySet().stream()
          .filter(script -> version(script) > latest)
          .max(Comparator.comparingInt(SchemaHistory::version));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /** A migration that is code has its version in its class, and a script of this program beside. */
  private static int version(String script) {
    Matcher version = VERSION.matcher(script);
    return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
  }

  private Map<String, @Nullable Integer> applied(Connection connection) throws SQLException {
    Map<String, @Nullable Integer> found = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select script || case when success then '' else ' failed' end as script, checksum
                  from %s.flyway_schema_history
                 where type <> 'SCHEMA'
                """
                    .formatted(schema))) {
      while (row.next()) {
        found.put(row.getString("script"), row.getObject("checksum", Integer.class));
      }
    }
    return found;
  }

  private Map<String, @Nullable Integer> known() {
    Map<String, @Nullable Integer> scripts = new HashMap<>();
    code.forEach(name -> scripts.put(name, null));
    try {
      for (Resource script :
          new PathMatchingResourcePatternResolver().getResources(SCRIPTS.formatted(folder))) {
        scripts.put(String.valueOf(script.getFilename()), checksum(script));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the migrations in " + folder + " cannot be read", e);
    }
    return scripts;
  }

  /** As Flyway computes it, over the lines without their ends. */
  private static int checksum(Resource script) throws IOException {
    CRC32 sum = new CRC32();
    script
        .getContentAsString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) sum.getValue();
  }
}
