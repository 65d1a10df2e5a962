package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.TableFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the map and the policy call each table. Where tables of several schemas share a name, the
 * map writes those outside public with their schema, and the policy calls them schema_table.
 */
final class MapNames {

  private final Map<String, String> obstacles = new HashMap<>();
  private final Set<String> withSchema = new HashSet<>();

  private MapNames() {}

  static MapNames of(List<TableFacts> tables) {
    MapNames names = new MapNames();
    Map<String, Integer> counts = new HashMap<>();
    for (TableFacts facts : tables) {
      Table table = facts.table();
      if (table.primaryKey().isEmpty()) {
        names.leave(
            table,
            "it has no primary key, by which evidence names rows; give it one, or map it by hand to have it searched and exported");
      } else if (table.name().contains(".")) {
        names.leave(table, "its name has a dot, which parts schema and table in a map");
      } else {
        counts.merge(table.name(), 1, Integer::sum);
      }
    }
    for (TableFacts facts : tables) {
      Table table = facts.table();
      if (counts.getOrDefault(table.name(), 0) > 1 && !table.schema().equals("public")) {
        names.withSchema.add(SqlName.of(table));
      }
    }
    names.noNameTwice(tables);
    return names;
  }

  /** A table may already be called what another becomes with its schema. */
  private void noNameTwice(List<TableFacts> tables) {
    Map<String, Table> called = new HashMap<>();
    for (boolean schema : List.of(false, true)) {
      for (TableFacts facts : tables) {
        Table table = facts.table();
        if (withSchema.contains(SqlName.of(table)) != schema || obstacle(facts).isPresent()) {
          continue;
        }
        Table other = called.putIfAbsent(called(table), table);
        if (other != null) {
          leave(
              table,
              "a policy would call it %s, as it calls %s.%s; rename one of them"
                  .formatted(called(table), other.schema(), other.name()));
        }
      }
    }
  }

  private void leave(Table table, String reason) {
    obstacles.put(SqlName.of(table), reason);
  }

  /** Why a table cannot be mapped as it is. */
  Optional<String> obstacle(TableFacts facts) {
    return Optional.ofNullable(obstacles.get(SqlName.of(facts.table())));
  }

  /** What the map writes. */
  String written(Table table) {
    return withSchema.contains(SqlName.of(table))
        ? quoted(table.schema()) + "." + table.name()
        : table.name();
  }

  private static String quoted(String schema) {
    return schema.contains(".") ? SqlName.quote(schema) : schema;
  }

  /** What a policy calls it. */
  String called(Table table) {
    return withSchema.contains(SqlName.of(table))
        ? table.schema() + "_" + table.name()
        : table.name();
  }
}
