package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * No mapped table is a copy that a subscription fills from another server: what is purged here
 * would stay there, and the next change of such a row would stop the replication.
 */
record SubscriptionGate(DataSource dataSource, Catalog catalog, DataMap map) {

  List<Problem> problems() {
    Map<String, String> filled = new HashMap<>();
    new JdbcTemplate(dataSource)
        .query(
            """
            select n.nspname || '.' || c.relname as name, min(s.subname) as subscription
              from pg_subscription_rel r
              join pg_subscription s on s.oid = r.srsubid
              join pg_class c on c.oid = coalesce(pg_partition_root(r.srrelid), r.srrelid)
              join pg_namespace n on n.oid = c.relnamespace
             group by 1""",
            row -> {
              filled.put(row.getString("name"), row.getString("subscription"));
            });
    List<Problem> problems = new ArrayList<>();
    map.collections().stream()
        .map(catalog::table)
        .distinct()
        .forEach(table -> refuse(table, filled, problems));
    return problems;
  }

  private static void refuse(Table table, Map<String, String> filled, List<Problem> problems) {
    String subscription = filled.get(table.schema() + "." + table.name());
    if (subscription != null) {
      problems.add(
          Problem.refused(
              "%s.%s is a copy that the subscription %s fills; connect to the server that publishes it, where its rows can be purged"
                  .formatted(table.schema(), table.name(), subscription)));
    }
  }
}
