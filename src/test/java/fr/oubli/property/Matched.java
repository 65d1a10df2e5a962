package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of every row in the search for a person.
 *
 * @param states by table and key, the state of each row that was found
 * @param notSearched the tables in which, as the bundle says, nobody was looked for
 */
record Matched(Map<String, String> states, Set<String> notSearched) {

  static Matched of(JdbcTemplate jdbc, long request, Path bundle) {
    return new Matched(states(jdbc, request), notSearched(bundle));
  }

  /** The same where there is no bundle to say what was not searched. */
  static Matched of(JdbcTemplate jdbc, long request) {
    return new Matched(states(jdbc, request), Set.of());
  }

  private static Map<String, String> states(JdbcTemplate jdbc, long request) {
    Map<String, String> states = new HashMap<>();
    jdbc.query(
        "select collection, row_key, state from oubli.request_match where request = ?",
        row -> {
          states.put(
              name(row.getString("collection"), row.getString("row_key")), row.getString("state"));
        },
        request);
    return states;
  }

  private static Set<String> notSearched(Path bundle) {
    Set<String> names = new HashSet<>();
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      ZipEntry report =
          zip.stream()
              .map(each -> (ZipEntry) each)
              .filter(each -> each.getName().endsWith("recherche.json"))
              .findFirst()
              .orElse(null);
      if (report != null) {
        try (InputStream in = zip.getInputStream(report)) {
          for (JsonNode each : JsonMapper.builder().build().readTree(in).path("non_cherche")) {
            names.add(each.path("collection").asString());
          }
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean confirms(Node node) {
    return "confirmed".equals(states.get(name(node)));
  }

  /** Whether the search proposed the row, and the officer said that it is not the person's. */
  boolean rejects(Node node) {
    return "rejected".equals(states.get(name(node)));
  }

  /** Whether the row is confirmed, proposed, or of a table that is named as not searched. */
  boolean accountsFor(Node node) {
    return states.containsKey(name(node)) || notSearched.contains(node.table.name());
  }

  private static String name(Node node) {
    return name(node.table.name(), node.table.keyText(node.row));
  }

  private static String name(String table, String key) {
    return table + " " + key;
  }
}
