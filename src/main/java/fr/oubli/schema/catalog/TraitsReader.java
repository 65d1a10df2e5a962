package fr.oubli.schema.catalog;

import fr.oubli.schema.catalog.Traits.Rewrite;
import fr.oubli.schema.catalog.Traits.Trigger;
import fr.oubli.schema.catalog.Traits.Unique;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the traits of all tables of some schemas by one query for each trait. */
final class TraitsReader {

  /** Every table under the name of the partitioned table that it is a part of. */
  private static final String MEMBERS =
      """
      with recursive members as (
        select m.oid as member, r.oid as root from pg_class m
        join pg_class r on r.oid = coalesce(pg_partition_root(m.oid), m.oid)
        join pg_namespace n on n.oid = r.relnamespace
        where m.relkind in ('r', 'p') and n.nspname = any (?))
      """;

  /** Makes a trait of a row of a query's result. */
  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final JdbcTemplate jdbc;
  private final String[] schemas;

  TraitsReader(JdbcTemplate jdbc, String[] schemas) {
    this.jdbc = jdbc;
    this.schemas = schemas.clone();
  }

  /** By the oid of the table. */
  Map<Long, Traits> read() {
    Map<Long, List<Unique>> uniques = uniques();
    Map<Long, List<Trigger>> triggers = triggers();
    Map<Long, List<Rewrite>> rewrites = rewrites();
    Map<Long, List<String>> heirs = heirs();
    Map<Long, List<String>> partitionKeys = partitionKeys();
    Map<Long, List<Boolean>> hidden = hidden();
    Set<Long> all = new HashSet<>();
    for (Map<Long, ?> trait : List.of(uniques, triggers, rewrites, heirs, partitionKeys, hidden)) {
      all.addAll(trait.keySet());
    }
    Map<Long, Traits> traits = new TreeMap<>();
    all.forEach(
        oid ->
            traits.put(
                oid,
                new Traits(
                    uniques.getOrDefault(oid, List.of()),
                    triggers.getOrDefault(oid, List.of()),
                    rewrites.getOrDefault(oid, List.of()),
                    heirs.getOrDefault(oid, List.of()),
                    partitionKeys.getOrDefault(oid, List.of()),
                    hidden.containsKey(oid))));
    return traits;
  }

  /** An index that is attached to one of the partitioned table is left out as the same index. */
  private Map<Long, List<Unique>> uniques() {
    return byTable(
        """
        select m.root::bigint as oid, i.relname as name,
          array(select a.attname::text
            from unnest(x.indkey::int2[]) with ordinality k(number, position)
            join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number
            where k.position <= x.indnkeyatts order by k.position) as columns,
          array(select pg_get_indexdef(x.indexrelid, k.position::int, true)
            from unnest(x.indkey::int2[]) with ordinality k(number, position)
            where k.number = 0 and k.position <= x.indnkeyatts order by k.position) as expressions,
          array(select distinct a.attname::text from pg_depend d
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where d.classid = 'pg_class'::regclass and d.objid = x.indexrelid
              and d.refclassid = 'pg_class'::regclass and d.refobjid = x.indrelid
              and d.refobjsubid > 0 and not d.refobjsubid = any (x.indkey::int2[])) as others,
          not x.indnullsnotdistinct as nulls_distinct, x.indisexclusion as exclusion
        from members m join pg_index x on x.indrelid = m.member
        join pg_class i on i.oid = x.indexrelid
        where (x.indisunique or x.indisexclusion) and not i.relispartition
        order by oid, name""",
        row ->
            new Unique(
                row.getString("name"),
                CatalogReader.names(row.getArray("columns")),
                CatalogReader.names(row.getArray("expressions")),
                CatalogReader.names(row.getArray("others")),
                row.getBoolean("nulls_distinct"),
                row.getBoolean("exclusion")));
  }

  private Map<Long, List<Trigger>> triggers() {
    return byTable(
        """
        select distinct m.root::bigint as oid, t.tgname as name, t.tgtype & 8 <> 0 as on_delete,
          t.tgtype & 16 <> 0 as on_update, t.tgtype & 2 <> 0 as before
        from members m join pg_trigger t on t.tgrelid = m.member
        where not t.tgisinternal and t.tgenabled in ('O', 'A') and t.tgtype & 24 <> 0
        order by oid, name""",
        row ->
            new Trigger(
                row.getString("name"),
                row.getBoolean("on_delete"),
                row.getBoolean("on_update"),
                row.getBoolean("before")));
  }

  private Map<Long, List<Rewrite>> rewrites() {
    return byTable(
        """
        select distinct m.root::bigint as oid, r.rulename as name, r.ev_type = '4' as on_delete
        from members m join pg_rewrite r on r.ev_class = m.member
        where r.ev_type in ('2', '4') and r.ev_enabled in ('O', 'A')
        order by oid, name""",
        row -> new Rewrite(row.getString("name"), row.getBoolean("on_delete")));
  }

  private Map<Long, List<String>> heirs() {
    return byTable(
        """
        , below(root, heir) as (
          select m.root, i.inhrelid from members m join pg_inherits i on i.inhparent = m.member
          join pg_class c on c.oid = i.inhrelid
          where m.member = m.root and not c.relispartition
          union
          select b.root, i.inhrelid from below b join pg_inherits i on i.inhparent = b.heir)
        select b.root::bigint as oid,
          format('"%s"."%s"', replace(n.nspname, '"', '""'), replace(c.relname, '"', '""')) as name
        from below b join pg_class c on c.oid = b.heir join pg_namespace n on n.oid = c.relnamespace
        order by oid, name""",
        row -> row.getString("name"));
  }

  private Map<Long, List<String>> partitionKeys() {
    return byTable(
        """
        select distinct m.root::bigint as oid, a.attname as name
        from members m join pg_partitioned_table p on p.partrelid = m.member
        join pg_attribute a on a.attrelid = p.partrelid and a.attnum > 0
        where a.attnum = any (p.partattrs::int2[]) or exists (
          select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = p.partrelid
            and d.objsubid = 0 and d.refclassid = 'pg_class'::regclass
            and d.refobjid = p.partrelid and d.refobjsubid = a.attnum)
        order by oid, name""",
        row -> row.getString("name"));
  }

  /**
   * Tables of which row-level security may hide rows. A permissive policy for all commands that is
   * always true hides none, unless a restrictive policy stands beside it.
   */
  private Map<Long, List<Boolean>> hidden() {
    return byTable(
        """
        , applied as (
          select p.polrelid, p.polpermissive,
            p.polcmd = '*' and pg_get_expr(p.polqual, p.polrelid) = 'true'
              and coalesce(pg_get_expr(p.polwithcheck, p.polrelid) = 'true', true) as open
          from pg_policy p
          where 0 = any (p.polroles) or exists (
            select from unnest(p.polroles) r where pg_has_role(current_user, r, 'usage')))
        select distinct m.root::bigint as oid from members m
        where row_security_active(m.member) and not (
          exists (select from applied a where a.polrelid = m.member and a.polpermissive and a.open)
          and not exists (
            select from applied a where a.polrelid = m.member and not a.polpermissive))""",
        row -> true);
  }

  private <T> Map<Long, List<T>> byTable(String query, Reading<T> reading) {
    Map<Long, List<T>> byTable = new TreeMap<>();
    jdbc.query(
        MEMBERS + query,
        row -> {
          byTable
              .computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
              .add(reading.read(row));
        },
        (Object) schemas);
    return byTable;
  }
}
