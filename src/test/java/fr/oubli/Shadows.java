package fr.oubli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stands something of its own behind every name that Oubli's SQL may use: functions that fit the
 * arguments better than PostgreSQL's, operators likewise, types and catalogues. Whatever is called
 * of it counts the call, and fails. The names are those of the sources: code, migrations, and the
 * statements that are shipped.
 */
final class Shadows {

  private static final Pattern FUNCTION = Pattern.compile("\\b([a-z][a-z_0-9]*)\\s*\\(");
  private static final Pattern TYPE =
      Pattern.compile("(?:::|\\bas\\s+|\\bnull::)([a-z][a-z_0-9]*)");
  private static final Pattern CATALOGUE = Pattern.compile("\\b(pg_[a-z_]+)\\b");
  private static final Pattern OPERATOR = Pattern.compile("[-+*/<>=~!@#%^&|`?]{1,4}");

  private final JdbcTemplate jdbc;

  /**
   * @param jdbc of a superuser, whose session finds PostgreSQL's own names first
   */
  Shadows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Plants all of them, and answers how many functions and operators there are. */
  long plant() {
    String sources = sources();
    jdbc.execute("create schema shadows; create sequence shadows.calls minvalue 0 start 0");
    jdbc.execute(text("shadows/plant.sql"));
    names("functions", FUNCTION, sources);
    names("operators", OPERATOR, sources);
    names("types", TYPE, sources);
    names("catalogues", CATALOGUE, sources);
    jdbc.execute("select shadows.plant_functions(); select shadows.plant_operators()");
    jdbc.execute(
        "create event trigger plants on login execute function shadows.plant_in_session();"
            + " alter event trigger plants enable always");
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*) from pg_proc where pronamespace = 'public'::regnamespace",
            Long.class));
  }

  /** How often one of them was called. */
  long calls() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select case when is_called then last_value + 1 else 0 end from shadows.calls",
            Long.class));
  }

  private void names(String table, Pattern pattern, String sources) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(sources);
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    jdbc.update(
        "insert into shadows." + table + " select unnest(?::text[])",
        (Object) found.toArray(String[]::new));
  }

  private static String sources() {
    return Stream.of("src/main/java", "sql", "src/test/resources/statements")
        .flatMap(Shadows::files)
        .map(Shadows::read)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<Path> files(String folder) {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String resource) {
    return read(Path.of("src/test/resources", resource));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
