package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rewrite;
import fr.oubli.schema.catalog.StoredParts;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The role of a night may rewrite the tables that the policy asks to be rewritten: PostgreSQL would
 * leave the others as they are, with no more than a warning.
 */
record MaintenanceGate(DataSource dataSource, DataMap map, Policy policy) {

  private static final String CLOSED =
      StoredParts.SQL
          + """
          select p.name, own.relation, pg_get_userbyid(p.relowner) as owner, current_user::text as role,
            current_setting('server_version_num')::int >= 170000 as grants
          from part p
          cross join lateral (
            select case p.name when '{own}' then 'all tables in schema oubli' else p.relation end) own(relation)
          where not {may}
          group by p.name, own.relation, p.relowner
          order by min(p.nth), own.relation"""
              .replace("{own}", StoredParts.OWN)
              .replace("{may}", StoredParts.MAINTAINED);

  List<Problem> problems() {
    Rewrite rewrite = policy.limits().rewrite();
    if (rewrite == null) {
      return List.of();
    }
    List<Collection> asked =
        rewrite.collections(policy.rules()).stream()
            .flatMap(name -> map.collection(name).stream())
            .toList();
    StoredParts company = StoredParts.of(asked, policy);
    StoredParts parts = rewrite.tables().isEmpty() ? company.withOwn() : company;
    return new JdbcTemplate(dataSource)
        .query(
            CLOSED,
            (row, number) ->
                Problem.refused(
                    "limits.rewrite asks to rewrite %s, which role %s may not; run the night as role %s, which owns %s,%s or %s"
                        .formatted(
                            row.getString("name"),
                            row.getString("role"),
                            row.getString("owner"),
                            row.getString("relation"),
                            row.getBoolean("grants")
                                ? " grant maintain on %s to %s,"
                                    .formatted(row.getString("relation"), row.getString("role"))
                                : "",
                            row.getString("name").equals(StoredParts.OWN)
                                ? "name the collections in 'tables' instead of all"
                                : "leave it out of 'tables'")),
            parts.values());
  }
}
