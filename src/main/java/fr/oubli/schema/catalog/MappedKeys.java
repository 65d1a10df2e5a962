package fr.oubli.schema.catalog;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which unique index names the rows of a table without a primary key: the one whose columns the map
 * marks, else the first. Evidence holds the keys of rows, so that an index over an address or a
 * name does not serve.
 */
record MappedKeys(DataMap map) {

  Catalog in(Catalog catalog) {
    Map<String, Table> chosen = new HashMap<>();
    for (Collection collection : map.collections()) {
      catalog
          .find(collection)
          .filter(table -> !table.keyCandidates().isEmpty())
          .ifPresent(table -> chosen.putIfAbsent(SqlName.of(table), choose(collection, table)));
    }
    if (chosen.isEmpty()) {
      return catalog;
    }
    List<Table> tables = new ArrayList<>();
    catalog.tables().forEach(table -> tables.add(chosen.getOrDefault(SqlName.of(table), table)));
    return new Catalog(tables, catalog.foreignKeys());
  }

  private static Table choose(Collection collection, Table table) {
    List<List<String>> serving =
        table.keyCandidates().stream()
            .filter(key -> key.stream().noneMatch(column -> isTelling(collection, column)))
            .toList();
    Set<String> marked = Set.copyOf(collection.primaryKey().stream().map(Field::name).toList());
    return table.namedBy(
        serving.stream()
            .filter(key -> marked.equals(Set.copyOf(key)))
            .findFirst()
            .or(() -> serving.stream().findFirst())
            .orElse(List.of()));
  }

  /** The column tells something of a person; a number that stands for them does not. */
  private static boolean isTelling(Collection collection, String column) {
    Optional<Field> field = collection.field(column);
    return field
        .filter(
            each ->
                each.identity() != null
                    || each.categories().stream()
                        .anyMatch(
                            category -> category.startsWith("user") && !category.endsWith("id")))
        .isPresent();
  }
}
