package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.MaskedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /**
   * What it may not do with a table.
   *
   * @param columns that it may not rewrite
   */
  private record Missing(String what, String table, String columns) {
    String told() {
      return what.equals("rewrite") ? table + " (" + columns + ")" : table;
    }
  }

  List<Problem> problems(List<Rule> rules) {
    Set<Need> needs = new LinkedHashSet<>();
    if (rules.isEmpty()) {
      return List.of();
    }
    rules.forEach(rule -> rule.then().forEach((name, act) -> add(name, act, needs)));
    List<Missing> missing =
        new JdbcTemplate(dataSource)
            .query(
                """
                select format('%I.%I', schema, name) as named, what,
                  string_agg(column_name, ', ' order by column_name) as columns
                  from (select wanted.*, case
                      when not has_schema_privilege(n.oid, 'usage') then 'use the schema of'
                      when not has_any_column_privilege(c.oid, 'select') then 'read'
                      when verb = 'delete' and not has_table_privilege(c.oid, 'delete')
                        then 'delete rows of'
                      when verb = 'update' and not has_column_privilege(c.oid, column_name, 'update')
                        then 'rewrite'
                    end as what
                    from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                        as wanted(schema, name, verb, column_name)
                    join pg_namespace n on n.nspname = wanted.schema
                    join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name) found
                 where what is not null
                 group by schema, name, what order by what, schema, name""",
                (row, number) ->
                    new Missing(
                        Objects.requireNonNull(row.getString("what")),
                        Objects.requireNonNull(row.getString("named")),
                        Objects.requireNonNull(row.getString("columns"))),
                array(needs, Need::schema),
                array(needs, Need::table),
                array(needs, Need::verb),
                array(needs, Need::column));
    return missing.isEmpty() ? List.of() : List.of(Problem.refused(line(missing)));
  }

  /** All in one line, since one command mends it. */
  private String line(List<Missing> missing) {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    missing.forEach(
        each -> tables.computeIfAbsent(each.what(), any -> new ArrayList<>()).add(each.told()));
    String what =
        tables.entrySet().stream()
            .map(each -> each.getKey() + " " + String.join(", ", each.getValue()))
            .collect(Collectors.joining(", nor "));
    String role = new JdbcTemplate(dataSource).queryForObject("select current_user", String.class);
    return "role %s may not %s; grant it usage on their schema, select on them, and delete or update"
            .formatted(role, what)
        + " where it is missing";
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
