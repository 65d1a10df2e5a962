package fr.oubli.decision;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.PersonKeys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whose a row is, and whom it concerns beside, as lines for people: the keys of the accounts, and
 * the way by which each was found.
 */
final class TiedPersons {

  private static final String ROW = "t";

  private final MappedSchema schema;
  private final JdbcTemplate jdbc;

  TiedPersons(MappedSchema schema, JdbcTemplate jdbc) {
    this.schema = schema;
    this.jdbc = jdbc;
  }

  /** Nothing is told of a person's own row, and where the policy knows no persons. */
  List<String> of(String collection, String key) {
    if (!schema.hasSubjects() || people().equals(collection)) {
      return List.of();
    }
    Map<String, String> owners = found(collection, key, schema.persons().owners(collection));
    Map<String, String> parties = found(collection, key, schema.persons().parties(collection));
    List<String> lines = new ArrayList<>();
    String row = "row " + key + " of " + collection;
    if (!owners.isEmpty()) {
      lines.add(row + " belongs to " + told(owners));
    } else if (hasIdentity(collection)) {
      lines.add(row + " has no account: an identity tells whose it is");
    } else if (schema.persons().owners(collection).isEmpty()) {
      lines.add("the map does not say whose " + row + " is");
    } else {
      lines.add(row + " belongs to nobody: no account is at the end of its references");
    }
    if (!parties.isEmpty()) {
      lines.add(row + " also concerns " + told(parties));
    }
    return lines;
  }

  private boolean hasIdentity(String collection) {
    return schema.subjectRule().samePersonBy().stream()
        .anyMatch(
            kind ->
                !schema.identities(ROW, collection, kind).isEmpty()
                    || !schema.persons().identified(collection).isEmpty());
  }

  /** The keys of persons by way, in the order of the ways. */
  private Map<String, String> found(String collection, String key, List<List<Step>> ways) {
    Map<String, String> found = new LinkedHashMap<>();
    Table table = schema.table(collection);
    PersonKeys keys = new PersonKeys(schema, collection, ROW);
    for (List<Step> way : ways) {
      Sql question =
          Sql.format(
              "select unnest(({})::text[]) as person from {} where {} = {}",
              keys.array(List.of(way)),
              schema.from(collection, ROW),
              Sql.of(Keys.text(ROW, table)),
              Sql.of("?", key));
      List<String> persons =
          jdbc.queryForList(question.text(), String.class, question.values().toArray());
      if (!persons.isEmpty()) {
        found.put(by(way), String.join(", ", new TreeSet<>(persons)));
      }
    }
    return found;
  }

  private String told(Map<String, String> found) {
    return found.entrySet().stream()
        .map(entry -> people() + " " + entry.getValue() + " by " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String by(List<Step> way) {
    return way.stream()
        .map(step -> step.down() ? "the rows of " + step.child() : step.childField())
        .collect(Collectors.joining(" and "));
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
