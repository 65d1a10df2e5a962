package fr.oubli.schema.catalog;

import fr.oubli.schema.catalog.ForeignKey.Side;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the catalogue by one query for each kind of object, and not for each table. */
final class CatalogReader {

  private final JdbcTemplate jdbc;

  CatalogReader(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  Catalog read(List<String> named) {
    String[] schemas = named.toArray(String[]::new);
    Map<Long, List<Column>> columns = columns(schemas);
    Map<Long, List<Table.Check>> checks = checks(schemas);
    Map<Long, List<String>> unique = uniqueAlone(schemas);
    Map<Long, List<List<String>>> keys = keyCandidates(schemas);
    Map<Long, Traits> traits = new TraitsReader(jdbc, schemas).read();
    List<Table> tables = new ArrayList<>();
    jdbc.query(
        """
        select c.oid::bigint as oid, n.nspname as schema, c.relname as name, c.relkind::text as kind,
          case when c.relkind = 'p' then coalesce((
            select sum(greatest(l.reltuples, 0)) from pg_partition_tree(c.oid) p
            join pg_class l on l.oid = p.relid where p.isleaf), 0)
          else c.reltuples end::bigint as rows,
          coalesce(pg_relation_size(c.oid) / current_setting('block_size')::bigint, 0) as pages,
          (select array_agg(a.attname::text order by k.position)
           from pg_constraint p
           cross join lateral unnest(p.conkey) with ordinality k(number, position)
           join pg_attribute a on a.attrelid = p.conrelid and a.attnum = k.number
           where p.conrelid = c.oid and p.contype = 'p') as primary_key
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (?) and c.relkind in ('r', 'p', 'v', 'm', 'f')
        order by n.nspname, c.relname""",
        row -> {
          long oid = row.getLong("oid");
          List<String> primaryKey = names(row.getArray("primary_key"));
          List<List<String>> candidates =
              primaryKey.isEmpty() ? keys.getOrDefault(oid, List.of()) : List.of();
          tables.add(
              new Table(
                  row.getString("schema"),
                  row.getString("name"),
                  row.getString("kind"),
                  new Table.Size(row.getLong("rows"), row.getLong("pages")),
                  columns.getOrDefault(oid, List.of()),
                  new Table.Constraints(
                      candidates.isEmpty() ? primaryKey : candidates.get(0),
                      unique.getOrDefault(oid, List.of()),
                      checks.getOrDefault(oid, List.of()),
                      candidates),
                  traits.getOrDefault(oid, Traits.NONE)));
        },
        (Object) schemas);
    return new Catalog(tables, foreignKeys());
  }

  /** A type that is no domain is its own base: only domains are looked through. */
  private Map<Long, List<Column>> columns(String[] schemas) {
    Map<Long, List<Column>> byTable = new HashMap<>();
    jdbc.query(
        """
        with recursive domain(root, type, typmod, not_null) as (
          select t.oid, t.typbasetype, t.typtypmod, t.typnotnull from pg_type t where t.typtype = 'd'
          union all
          select d.root, t.typbasetype, t.typtypmod, d.not_null or t.typnotnull
          from domain d join pg_type t on t.oid = d.type where t.typtype = 'd'),
        base as materialized (
          select d.* from domain d join pg_type t on t.oid = d.type where t.typtype <> 'd')
        select a.attrelid::bigint as oid, a.attname as name,
          format_type(a.atttypid, a.atttypmod) as type,
          case when bt.typcategory = 'A' then '_' || ft.typname
            when left(bt.typname, 1) = '_' then '"' || bt.typname || '"'
            else bt.typname end as base_type,
          a.attnotnull or coalesce(b.not_null, false) as not_null,
          a.attgenerated <> '' or a.attidentity = 'a' as generated,
          case when coalesce(ft.typname, bt.typname) in ('varchar', 'bpchar')
            then nullif(greatest(a.atttypmod, b.typmod), -1) - 4 end as max_length
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        left join base b on b.root = a.atttypid
        join pg_type bt on bt.oid = coalesce(b.type, a.atttypid)
        left join base e on bt.typcategory = 'A' and e.root = bt.typelem
        left join pg_type ft on bt.typcategory = 'A' and ft.oid = coalesce(e.type, bt.typelem)
        where n.nspname = any (?) and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and a.attnum > 0 and not a.attisdropped
        order by a.attrelid, a.attnum""",
        row -> {
          byTable.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>()).add(column(row));
        },
        (Object) schemas);
    return byTable;
  }

  private static Column column(ResultSet row) throws SQLException {
    int length = row.getInt("max_length");
    return new Column(
        row.getString("name"),
        row.getString("type"),
        row.getString("base_type"),
        row.getBoolean("not_null"),
        row.getBoolean("generated"),
        length > 0 ? Integer.valueOf(length) : null);
  }

  private Map<Long, List<Table.Check>> checks(String[] schemas) {
    Map<Long, List<Table.Check>> byTable = new HashMap<>();
    jdbc.query(
        """
        select distinct c.oid::bigint as oid, p.conname as name,
          pg_get_expr(p.conbin, p.conrelid) as expression
        from pg_constraint p
        join pg_class c on c.oid = coalesce(pg_partition_root(p.conrelid), p.conrelid)
        join pg_namespace n on n.oid = c.relnamespace
        where p.contype = 'c' and n.nspname = any (?)
          and coalesce((to_jsonb(p) ->> 'conenforced')::boolean, true)
        order by oid, name""",
        row -> {
          byTable
              .computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
              .add(new Table.Check(row.getString("name"), row.getString("expression")));
        },
        (Object) schemas);
    return byTable;
  }

  /** Columns that are unique by themselves, by a constraint or by an index without a predicate. */
  private Map<Long, List<String>> uniqueAlone(String[] schemas) {
    Map<Long, List<String>> byTable = new HashMap<>();
    jdbc.query(
        """
        select distinct i.indrelid::bigint as oid, a.attname as name
        from pg_index i
        join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indisunique and i.indisvalid and i.indpred is null and i.indnkeyatts = 1
          and i.indkey[0] <> 0 and n.nspname = any (?)""",
        row -> {
          byTable
              .computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
              .add(row.getString("name"));
        },
        (Object) schemas);
    return byTable;
  }

  /**
   * The columns of unique indexes that tell every row apart as a primary key does: none of their
   * columns can be null, and they hold for all rows at any time. The shortest comes first.
   */
  private Map<Long, List<List<String>>> keyCandidates(String[] schemas) {
    Map<Long, List<List<String>>> byTable = new HashMap<>();
    jdbc.query(
        """
        select i.indrelid::bigint as oid, k.columns as columns
        from pg_index i
        join pg_class own on own.oid = i.indexrelid
        join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (
          select array_agg(a.attname::text order by u.position) as columns,
            bool_and(coalesce(a.attnotnull, false)) as filled
          from unnest(i.indkey::int2[]) with ordinality u(number, position)
          left join pg_attribute a
            on a.attrelid = i.indrelid and a.attnum = u.number and u.number > 0
          where u.position <= i.indnkeyatts) k
        where i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null
          and not i.indisprimary and k.filled and n.nspname = any (?)
        order by i.indrelid, i.indnkeyatts, own.relname""",
        row -> {
          byTable
              .computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
              .add(names(row.getArray("columns")));
        },
        (Object) schemas);
    return byTable;
  }

  Set<String> partitions() {
    return Set.copyOf(
        jdbc.query(
            """
            select n.nspname as schema, c.relname as name from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relispartition and c.relkind in ('r', 'p', 'f')""",
            (row, number) ->
                SqlName.quote(row.getString("schema"))
                    + "."
                    + SqlName.quote(row.getString("name"))));
  }

  /**
   * Since version 18 a constraint may be one that the server does not enforce: it does nothing to a
   * row whose parent goes, whatever it says. A foreign key may also end in a period, which lies in
   * the parent's without being equal to it: rows that agree in all else are taken to refer to each
   * other. Earlier versions do not have the columns that say so.
   */
  List<ForeignKey> foreignKeys() {
    return jdbc.query(
        """
        select p.conname as name,
          format('"%s"."%s"', replace(cn.nspname, '"', '""'), replace(c.relname, '"', '""')) as child,
          (select array_agg('"' || replace(a.attname, '"', '""') || '"' order by k.position)
           from unnest(p.conkey) with ordinality k(number, position)
           join pg_attribute a on a.attrelid = p.conrelid and a.attnum = k.number
           where k.position <= compared.columns) as child_columns,
          format('"%s"."%s"', replace(fn.nspname, '"', '""'), replace(f.relname, '"', '""')) as parent,
          (select array_agg(a.attname::text order by k.position)
           from unnest(p.confkey) with ordinality k(number, position)
           join pg_attribute a on a.attrelid = p.confrelid and a.attnum = k.number
           where k.position <= compared.columns) as parent_columns,
          case when compared.enforced then p.confdeltype::text else 'a' end as on_delete,
          exists (
            select from pg_index i where i.indrelid = p.conrelid and i.indisvalid
              and i.indpred is null
              and (select array_agg(k order by k) from unnest(p.conkey) k) = (
                select array_agg(l order by l)
                from unnest((i.indkey::int2[])[0:cardinality(p.conkey) - 1]) l)) as child_indexed,
          (select sum(case when l.reltuples < 0 then l.relpages * 100 else l.reltuples end)
           from pg_class l where l.oid = any (c.oid || case when c.relkind = 'p' then
             array(select relid::oid from pg_partition_tree(c.oid) where isleaf) end))::bigint
             as child_rows,
          p.convalidated and compared.enforced and c.oid = p.conrelid as checked
        from pg_constraint p
        join pg_class c on c.oid = coalesce(pg_partition_root(p.conrelid), p.conrelid)
        join pg_namespace cn on cn.oid = c.relnamespace
        join pg_class f on f.oid = coalesce(pg_partition_root(p.confrelid), p.confrelid)
        join pg_namespace fn on fn.oid = f.relnamespace
        cross join lateral (
          select coalesce((to_jsonb(p) ->> 'conenforced')::boolean, true) as enforced,
            cardinality(p.conkey) - coalesce((to_jsonb(p) ->> 'conperiod')::boolean, false)::int
              as columns) compared
        where p.contype = 'f' and p.conparentid = 0 and cn.nspname <> 'oubli'
        order by child, name""",
        (row, number) ->
            new ForeignKey(
                row.getString("name"),
                new Side(row.getString("child"), names(row.getArray("child_columns"))),
                new Side(row.getString("parent"), names(row.getArray("parent_columns"))),
                ForeignKey.OnDelete.of(row.getString("on_delete")),
                row.getBoolean("child_indexed"),
                row.getLong("child_rows"),
                row.getBoolean("checked")));
  }

  static List<String> names(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
