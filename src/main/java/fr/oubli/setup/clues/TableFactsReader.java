package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what the catalogue knows beside tables and columns: comments, indexes, foreign keys. */
public final class TableFactsReader {

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;

  public TableFactsReader(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  public List<TableFacts> read(List<Table> tables) {
    String[] schemas = tables.stream().map(Table::schema).distinct().toArray(String[]::new);
    Map<String, Map<String, String>> comments = comments(schemas);
    Map<String, Set<String>> indexed = indexed(schemas);
    Map<String, List<ForeignKey>> keys = new HashMap<>();
    Catalog.foreignKeys(dataSource)
        .forEach(key -> keys.computeIfAbsent(key.child(), any -> new ArrayList<>()).add(key));
    return tables.stream()
        .map(
            table -> {
              String name = SqlName.of(table);
              Map<String, String> said = comments.getOrDefault(name, Map.of());
              return new TableFacts(
                  table,
                  said,
                  keys.getOrDefault(name, List.of()),
                  List.of(),
                  indexed.getOrDefault(name, Set.of()),
                  Map.of(),
                  Map.of());
            })
        .toList();
  }

  /** Comments by table, then by column; the table's own stands under the empty name. */
  private Map<String, Map<String, String>> comments(String[] schemas) {
    Map<String, Map<String, String>> byTable = new HashMap<>();
    jdbc.query(
        """
        select n.nspname as schema, c.relname as table_name, coalesce(a.attname, '') as column_name,
          d.description
        from pg_description d
        join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
        where n.nspname = any (?)""",
        row -> {
          byTable
              .computeIfAbsent(name(row), any -> new HashMap<>())
              .put(row.getString("column_name"), row.getString("description"));
        },
        (Object) schemas);
    return byTable;
  }

  private Map<String, Set<String>> indexed(String[] schemas) {
    Map<String, Set<String>> byTable = new HashMap<>();
    jdbc.query(
        """
        select n.nspname as schema, c.relname as table_name, a.attname as column_name
        from pg_index i
        join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indisvalid and n.nspname = any (?)""",
        row -> {
          byTable
              .computeIfAbsent(name(row), any -> new HashSet<>())
              .add(row.getString("column_name"));
        },
        (Object) schemas);
    return byTable;
  }

  private static String name(ResultSet row) throws SQLException {
    return SqlName.quote(row.getString("schema"))
        + "."
        + SqlName.quote(row.getString("table_name"));
  }
}
