package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.MaskedField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The role may do to each table what the rules ask for. Without it a run would end at the first
 * table that is closed to it, when other tables had lost their rows.
 */
record RightsGate(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {

  /**
   * What the role must be allowed to do.
   *
   * @param column empty where it is the whole table
   */
  private record Need(String schema, String table, String verb, String column) {}

  List<Problem> problems(List<Rule> rules) {
    Set<Need> needs = new LinkedHashSet<>();
    if (rules.isEmpty()) {
      return List.of();
    }
    rules.forEach(rule -> rule.then().forEach((name, act) -> add(name, act, needs)));
    return new JdbcTemplate(dataSource)
        .query(
            """
            select format('role %1$s may not, in %4$I.%5$I, %2$s;'
                  || ' grant usage on schema %4$I and select, %3$s on %4$I.%5$I to %1$I',
                current_user, string_agg(distinct missing, ' or ' order by missing),
                string_agg(distinct verb, ', ' order by verb), schema, name) as line
              from (select n.nspname as schema, c.relname as name, wanted.verb,
                  case
                    when not has_schema_privilege(n.oid, 'usage') then 'use the schema'
                    when not has_any_column_privilege(c.oid, 'select') then 'read rows'
                    when wanted.verb = 'delete' and not has_table_privilege(c.oid, 'delete')
                      then 'delete rows'
                    when wanted.verb = 'update'
                        and not has_column_privilege(c.oid, wanted.column_name, 'update')
                      then 'rewrite ' || wanted.column_name
                  end as missing
                from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                    as wanted(schema, name, verb, column_name)
                join pg_namespace n on n.nspname = wanted.schema
                join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name) found
             where missing is not null
             group by schema, name order by schema, name""",
            (row, number) -> Problem.refused(row.getString("line")),
            array(needs, Need::schema),
            array(needs, Need::table),
            array(needs, Need::verb),
            array(needs, Need::column));
  }

  private static String[] array(Set<Need> needs, Function<Need, String> part) {
    return needs.stream().map(part).toArray(String[]::new);
  }

  private void add(String name, Action action, Set<Need> needs) {
    Collection collection = map.required(name);
    Table table = catalog.table(collection);
    if (action.removesRow()) {
      needs.add(new Need(table.schema(), table.name(), "delete", ""));
    }
    MaskedField.of(policy, collection, table, action).stream()
        .map(masked -> masked.column().name())
        .forEach(column -> needs.add(new Need(table.schema(), table.name(), "update", column)));
  }
}
