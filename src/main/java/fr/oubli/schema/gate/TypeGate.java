package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What compares the values of a type that an extension brings stands in the extension's schema.
 * Where others may make something in that schema, the session does not look there, and such values
 * would be compared as if they were of another type.
 */
record TypeGate(DataSource dataSource, Catalog catalog, DataMap map) {

  List<Problem> problems() {
    Map<String, String> types = outside();
    List<Problem> problems = new ArrayList<>();
    map.collections().stream()
        .map(collection -> SqlName.of(catalog.table(collection)))
        .distinct()
        .filter(types::containsKey)
        .forEach(
            table ->
                problems.add(
                    Problem.refused("%s has columns of %s".formatted(table, types.get(table)))));
    return problems;
  }

  /**
   * By quoted table, a type that it has from a schema where the session does not look. The types
   * are looked at before the columns: most databases have no such type, and thousands of columns.
   */
  private Map<String, String> outside() {
    Map<String, String> types = new TreeMap<>();
    new JdbcTemplate(dataSource)
        .query(
            """
            with outside as materialized (
              select t.oid, t.typname, s.nspname, s.nspacl, s.nspowner
              from pg_type t join pg_namespace s on s.oid = t.typnamespace
              where t.typtype = 'b' and t.typcategory <> 'A' and s.nspname <> all (current_schemas(true))),
            used as materialized (
              select u.oid as column_type, o.*
              from pg_type u left join pg_type e on e.oid = u.typelem
              join outside o on o.oid in (u.oid, u.typbasetype, e.oid, e.typbasetype))
            select distinct on (n.nspname, c.relname)
              '"' || replace(n.nspname, '"', '""') || '"."' || replace(c.relname, '"', '""') || '"' as name,
              format('type %2$s, and others than its owner may make something in schema %1$I: REVOKE'
                || ' CREATE ON SCHEMA %1$I FROM %3$s; or move the type: ALTER %4$s SET SCHEMA'
                || ' another_one', t.nspname, t.typname, coalesce((
                  select string_agg(coalesce(quote_ident(r.rolname), 'PUBLIC'), ', ')
                  from aclexplode(t.nspacl) g left join pg_roles r on r.oid = g.grantee
                  where g.privilege_type = 'CREATE' and g.grantee <> t.nspowner), 'PUBLIC'),
                coalesce((select format('EXTENSION %I', x.extname) from pg_depend d
                  join pg_extension x on x.oid = d.refobjid and d.refclassid = 'pg_extension'::regclass
                  where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e'),
                  'TYPE ' || quote_ident(t.typname))) as type
            from used t
            join pg_attribute a on a.atttypid = t.column_type
            join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')
            order by n.nspname, c.relname, t.typname""",
            row -> {
              types.put(row.getString("name"), row.getString("type"));
            });
    return types;
  }
}
