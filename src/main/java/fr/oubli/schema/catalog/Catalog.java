package fr.oubli.schema.catalog;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** What PostgreSQL says of some schemas: their tables, and the foreign keys of the database. */
public record Catalog(List<Table> tables, List<ForeignKey> foreignKeys) {

  public Catalog {
    tables = List.copyOf(tables);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** Reads the schemas that a map names. */
  public static Catalog read(DataSource dataSource, DataMap map) {
    return of(dataSource, map.collections().stream().map(Collection::schema).distinct().toList());
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

  public Optional<Table> find(Collection collection) {
    return tables.stream()
        .filter(table -> table.schema().equals(collection.schema()))
        .filter(table -> table.name().equals(collection.table()))
        .findFirst();
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

  /** The foreign keys that refer to a table, from any schema, mapped or not. */
  public List<ForeignKey> referencing(Table table) {
    String name = SqlName.of(table);
    return foreignKeys.stream().filter(key -> key.parent().equals(name)).toList();
  }

  /** What stands after FROM for a table by its quoted name, whatever schema it is in. */
  public String rowsOf(String quoted) {
    return tables.stream()
        .filter(table -> SqlName.of(table).equals(quoted))
        .findFirst()
        .map(SqlName::rowsOf)
        .orElse(quoted);
  }
}
