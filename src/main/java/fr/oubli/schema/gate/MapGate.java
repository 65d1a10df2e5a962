package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every mapped table, column and key is in the database as the map says. */
record MapGate(Catalog catalog, DataMap map) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    map.collections().forEach(collection -> check(collection, problems));
    return problems;
  }

  private void check(Collection collection, List<Problem> problems) {
    Optional<Table> found = catalog.find(collection);
    String name = collection.schema() + "." + collection.table();
    if (found.isEmpty()) {
      problems.add(
          Problem.invalid(
              collection.place(),
              "the database has no table " + name,
              "correct the name or take it out of the map"));
      return;
    }
    Table table = found.get();
    if (!table.holdsRows()) {
      problems.add(
          Problem.invalid(collection.place(), name + " is no table", "map the table behind it"));
      return;
    }
    for (Field field : collection.fields()) {
      Optional<Column> column = table.find(field.column());
      if (column.isPresent() && field.inside() && !column.get().isJson()) {
        problems.add(
            Problem.invalid(
                field.place(),
                "%s is inside %s.%s, which is %s and no JSON"
                    .formatted(field.name(), name, field.column(), column.get().type()),
                "give the column the category, and list nothing inside it"));
      }
      if (column.isEmpty()) {
        problems.add(
            Problem.invalid(
                field.place(),
                "table " + name + " has no column " + field.column(),
                "correct the name or take it out of the map"));
      }
    }
    checkKey(collection, table, name, problems);
  }

  private static void checkKey(
      Collection collection, Table table, String name, List<Problem> problems) {
    Set<String> mapped = new TreeSet<>();
    collection.primaryKey().forEach(field -> mapped.add(field.name()));
    if (table.primaryKey().isEmpty() && !mapped.isEmpty()) {
      problems.add(
          Problem.invalid(
              collection.place(),
              "table " + name + " has no primary key",
              "give it one: " + table.keyStatement() + ", or take primary_key out of the map"));
    } else if (!table.keyCandidates().isEmpty()) {
      checkCandidates(collection, table, name, mapped, problems);
    } else if (!mapped.equals(new TreeSet<>(table.primaryKey()))) {
      problems.add(
          Problem.invalid(
              collection.place(),
              "the primary key of " + name + " is " + String.join(", ", table.primaryKey()),
              "set primary_key: true on just these fields"));
    }
  }

  /** Where several unique indexes could name the rows, the map says which does. */
  private static void checkCandidates(
      Collection collection, Table table, String name, Set<String> mapped, List<Problem> problems) {
    boolean onlyOne = mapped.isEmpty() && table.keyCandidates().size() == 1;
    if (!table.primaryKey().isEmpty()
        && !onlyOne
        && !mapped.equals(new TreeSet<>(table.primaryKey()))) {
      problems.add(
          Problem.invalid(
              collection.place(),
              "%s has no primary key, and unique over NOT NULL columns are (%s)"
                  .formatted(
                      name,
                      table.keyCandidates().stream()
                          .map(key -> String.join(", ", key))
                          .collect(Collectors.joining("), ("))),
              "set primary_key: true on just the fields of one of them, such as "
                  + String.join(", ", table.primaryKey())));
    }
  }
}
