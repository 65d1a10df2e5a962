package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The database has no column and no table beside the map that a rule could miss or break. */
record DriftGate(Catalog catalog, DataMap map) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    Set<String> mapped = new LinkedHashSet<>();
    for (Collection collection : map.collections()) {
      Table table = catalog.table(collection);
      mapped.add(SqlName.of(table));
      for (Column column : table.columns()) {
        if (collection.field(column.name()).isEmpty()) {
          problems.add(
              Problem.refused(
                  "%s.%s is in the database and not in the map; say under %s what it holds"
                      .formatted(table.name(), column.name(), collection.place())));
        }
      }
    }
    for (Collection collection : map.collections()) {
      for (String heir : catalog.table(collection).traits().heirs()) {
        if (!mapped.contains(heir)) {
          problems.add(
              Problem.refused(
                  "%s inherits from %s and is not in the map; add it as a collection of its own"
                      .formatted(heir, SqlName.of(catalog.table(collection)))));
        }
      }
    }
    for (ForeignKey key : catalog.foreignKeys()) {
      if (mapped.contains(key.parent()) && !mapped.contains(key.child())) {
        problems.add(
            Problem.refused(
                "%s refers to %s (%s) and is not in the map; add it as a collection"
                    .formatted(key.child(), key.parent(), key.name())));
      }
    }
    return problems;
  }
}
