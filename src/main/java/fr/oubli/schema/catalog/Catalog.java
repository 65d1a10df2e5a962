package fr.oubli.schema.catalog;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What PostgreSQL says of some schemas: their tables, and the foreign keys of the database. Tables
 * and foreign keys are looked up by name, however many there are.
 */
public final class Catalog {

  private final List<Table> tables;
  private final List<ForeignKey> foreignKeys;
  private final Map<String, Table> byName = new HashMap<>();
  private final Map<String, List<ForeignKey>> byChild;
  private final Map<String, List<ForeignKey>> byParent;
  private final Map<String, List<ForeignKey>> byBoth;

  public Catalog(List<Table> tables, List<ForeignKey> foreignKeys) {
    this.tables = List.copyOf(tables);
    this.foreignKeys = List.copyOf(foreignKeys);
    this.tables.forEach(table -> byName.putIfAbsent(SqlName.of(table), table));
    this.byChild = grouped(ForeignKey::child);
    this.byParent = grouped(ForeignKey::parent);
    this.byBoth = grouped(key -> both(key.child(), key.parent()));
  }

  private Map<String, List<ForeignKey>> grouped(Function<ForeignKey, String> name) {
    Map<String, List<ForeignKey>> groups = new HashMap<>();
    foreignKeys.forEach(
        key -> groups.computeIfAbsent(name.apply(key), any -> new ArrayList<>()).add(key));
    groups.replaceAll((any, keys) -> List.copyOf(keys));
    return groups;
  }

  private static String both(String child, String parent) {
    return child + " -> " + parent;
  }

  /** Reads the schemas that a map names. */
  public static Catalog read(DataSource dataSource, DataMap map) {
    Catalog read =
        of(dataSource, map.collections().stream().map(Collection::schema).distinct().toList());
    return new MappedKeys(map).in(read);
  }

  /** Reads schemas by their names, where there is no map yet. */
  public static Catalog of(DataSource dataSource, List<String> schemas) {
    return new CatalogReader(dataSource).read(schemas);
  }

  /** The foreign keys of the whole database. */
  public static List<ForeignKey> foreignKeys(DataSource dataSource) {
    return new CatalogReader(dataSource).foreignKeys();
  }

  /** Quoted names of the tables that are partitions of another. */
  public static Set<String> partitions(DataSource dataSource) {
    return new CatalogReader(dataSource).partitions();
  }

  public List<Table> tables() {
    return tables;
  }

  public List<ForeignKey> foreignKeys() {
    return foreignKeys;
  }

  public Optional<Table> find(Collection collection) {
    return named(SqlName.quote(collection.schema()) + "." + SqlName.quote(collection.table()));
  }

  /** A table by its quoted name. */
  public Optional<Table> named(String quoted) {
    return Optional.ofNullable(byName.get(quoted));
  }

  /**
   * @throws IllegalArgumentException when the database has no such table, which a gate tells before
   */
  public Table table(Collection collection) {
    return find(collection)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no table " + collection.schema() + "." + collection.table()));
  }

  /** The collections of a map by the quoted name of their table. */
  public Map<String, List<Collection>> collections(DataMap map) {
    Map<String, List<Collection>> byTable = new LinkedHashMap<>();
    for (Collection each : map.collections()) {
      find(each)
          .ifPresent(
              table ->
                  byTable.computeIfAbsent(SqlName.of(table), any -> new ArrayList<>()).add(each));
    }
    return byTable;
  }

  /** The foreign keys that refer to a table, from any schema, mapped or not. */
  public List<ForeignKey> referencing(Table table) {
    return byParent.getOrDefault(SqlName.of(table), List.of());
  }

  /** The foreign keys by which a table refers to others. */
  public List<ForeignKey> from(Table child) {
    return byChild.getOrDefault(SqlName.of(child), List.of());
  }

  /** The foreign keys by which one table refers to another. */
  public List<ForeignKey> between(Table child, Table parent) {
    return byBoth.getOrDefault(both(SqlName.of(child), SqlName.of(parent)), List.of());
  }

  /** What stands after FROM for a table by its quoted name, whatever schema it is in. */
  public String rowsOf(String quoted) {
    return named(quoted).map(SqlName::rowsOf).orElse(quoted);
  }
}
