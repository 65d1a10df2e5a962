package fr.oubli.rights.erasure;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Text and JSON columns of tables that are not mapped and stand in the schema of a mapped one. A
 * materialized view that was never filled has no rows to search.
 */
record UnmappedTexts(JdbcTemplate jdbc, DataMap map, Catalog catalog) {

  /** Columns that can be searched: their quoted names, by the quoted name of their table. */
  Map<String, List<String>> columns() {
    return columns("c.relkind in ('r', 'p', 'm') and c.relispopulated", true);
  }

  /** Those of other servers, and of tables that the role may not read. */
  Map<String, List<String>> outOfReach() {
    Map<String, List<String>> all = columns("c.relkind = 'f'", true);
    all.putAll(columns("c.relkind in ('r', 'p', 'm', 'f') and c.relispopulated", false));
    return all;
  }

  private Map<String, List<String>> columns(String kinds, boolean readable) {
    List<Table> mapped = map.collections().stream().map(catalog::table).toList();
    String[] tables =
        mapped.stream().map(table -> table.schema() + "." + table.name()).toArray(String[]::new);
    String[] schemas = mapped.stream().map(Table::schema).distinct().toArray(String[]::new);
    Map<String, List<String>> columns = new LinkedHashMap<>();
    jdbc.query(
        """
        select format('%%I.%%I', n.nspname, c.relname) as table_name,
          quote_ident(a.attname) as column_name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        where %s and n.nspname = any (?)
          and not (n.nspname || '.' || c.relname = any (?))
          and not exists (select 1 from pg_inherits i where i.inhrelid = c.oid)
          and has_table_privilege(c.oid, 'select') = %s
          and (t.typcategory = 'S' or t.typname in ('json', 'jsonb', 'xml', 'hstore', '_text', '_varchar', '_bpchar',
              '_citext', '_json', '_jsonb'))
        order by 1, a.attnum"""
            .formatted(kinds, readable),
        row -> {
          columns
              .computeIfAbsent(
                  Objects.requireNonNull(row.getString("table_name")), key -> new ArrayList<>())
              .add(Objects.requireNonNull(row.getString("column_name")));
        },
        schemas,
        tables);
    return columns;
  }
}
