package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Identities in array columns. Each element stands in a row of its own below the row that has the
 * array, so that whatever follows references follows them too. These rows are of no collection of
 * the map: nothing acts on them, and they never go before the row above.
 */
final class ListedIdentities {

  /** The column of an element. */
  private static final String ELEMENT = "listed_element";

  /** An array column of a collection that the map says to hold identities of a kind. */
  private record Listed(Collection owner, Table table, Field field, String kind) {

    /** No collection of a map has a point in its name. */
    String name() {
      return owner.name() + "." + field.name();
    }

    Step down() {
      return new Step(name(), ELEMENT, owner.name(), field.name(), true);
    }

    List<String> key() {
      return table.primaryKey().isEmpty()
          ? List.of("row_key")
          : table.primaryKey().stream().map(SqlName::quote).toList();
    }

    Sql keyOf(String row) {
      return table.primaryKey().isEmpty()
          ? Sql.of(Keys.text(row, table))
          : Sql.list(key().stream().map(name -> Sql.of(row + "." + name)).toList());
    }

    Sql rows() {
      return Sql.format(
          "(select {}"
              + (table.primaryKey().isEmpty() ? " as row_key" : "")
              + ", e.listed_element from {} r cross join lateral unnest({}) e(listed_element))",
          keyOf("r"),
          Sql.of(SqlName.rowsOf(table)),
          Sql.of("r." + SqlName.of(table.column(field.column()))));
    }
  }

  private final Map<String, List<Step>> below = new HashMap<>();
  private final Map<String, Listed> byName = new HashMap<>();

  ListedIdentities(DataMap map, Catalog catalog) {
    for (Collection collection : map.collections()) {
      catalog.find(collection).ifPresent(table -> add(collection, table));
    }
  }

  private void add(Collection collection, Table table) {
    for (Field field : collection.fields()) {
      String kind = field.identity();
      if (kind != null && FieldSql.isList(table, field)) {
        Listed listed = new Listed(collection, table, field, kind);
        byName.put(listed.name(), listed);
        below.computeIfAbsent(collection.name(), any -> new ArrayList<>()).add(listed.down());
      }
    }
  }

  /** The steps down from the rows of a collection to the elements of their arrays. */
  List<Step> below(String collection) {
    return below.getOrDefault(collection, List.of());
  }

  /** The same, of the arrays that hold identities of a kind. */
  List<Step> below(String collection, String kind) {
    return below(collection).stream()
        .filter(step -> listed(step.child()).kind().equals(kind))
        .toList();
  }

  /** Whether the name is that of the elements of an array, and of no collection. */
  boolean has(String name) {
    return byName.containsKey(name);
  }

  private Listed listed(String name) {
    return Optional.ofNullable(byName.get(name)).orElseThrow();
  }

  /** What stands after FROM for the elements. */
  Sql rows(String name) {
    return listed(name).rows();
  }

  /** The elements that are identities of a kind, in the form in which they are compared. */
  List<Sql> identities(String alias, String name, String kind) {
    return listed(name).kind().equals(kind)
        ? List.of(Sql.of("lower(btrim(" + alias + "." + ELEMENT + "::text))"))
        : List.of();
  }

  /** A condition: the element is of the array of the row. */
  Sql joined(Step step, String above, String element) {
    Listed listed = listed(step.child());
    if (listed.table().primaryKey().isEmpty()) {
      return Sql.format("{} = {}", listed.keyOf(above), endColumns(step, element));
    }
    return Sql.all(
        listed.key().stream()
            .map(part -> Sql.of("%1$s.%3$s = %2$s.%3$s".formatted(above, element, part)))
            .toList());
  }

  /** The columns of the row that has the array, as one value where they are several. */
  Sql startColumns(Step step, String above) {
    Listed listed = listed(step.child());
    return listed.key().size() == 1 ? listed.keyOf(above) : Sql.format("({})", listed.keyOf(above));
  }

  /** The columns of the element that they equal. */
  Sql endColumns(Step step, String element) {
    return Sql.list(
        listed(step.child()).key().stream().map(part -> Sql.of(element + "." + part)).toList());
  }
}
