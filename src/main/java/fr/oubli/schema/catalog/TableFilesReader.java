package fr.oubli.schema.catalog;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.TableFiles.Rewrites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what the files of the tables hold on which a policy's rules act. */
public final class TableFilesReader {

  private static final String FILES =
      StoredParts.SQL
          + """
          select p.name, coalesce(sum(s.n_dead_tup), 0) as dead, coalesce(sum(t.n_dead_tup), 0) as pieces,
            case when bool_and(coalesce(s.last_vacuum, s.last_autovacuum) is not null
                or coalesce(s.n_dead_tup, 0) + coalesce(t.n_dead_tup, 0) = 0)
              then min(greatest(s.last_vacuum, s.last_autovacuum)) end as vacuumed
          from part p
          left join pg_stat_all_tables s on s.relid = p.oid
          left join pg_stat_all_tables t on t.relid = p.reltoastrelid
          group by p.name order by min(p.nth)""";

  /** A partition that is gone took its files along. */
  private static final String REWRITES =
      """
      select w.collection, max(w.last) as last, max(w.fault) as fault
      from (
        select distinct on (relation) collection, relation, fault,
          max(rewritten_at) over (partition by relation) as last
        from oubli.rewrite order by relation, id desc) w
      join (
        select format('%I.%I', n.nspname, c.relname) as relation
        from pg_class c join pg_namespace n on n.oid = c.relnamespace) there
        on there.relation = w.relation
      group by w.collection""";

  private final JdbcTemplate jdbc;

  public TableFilesReader(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** One for each table that is there, in the order of the policy. */
  public List<TableFiles> of(Policy policy, DataMap map) {
    List<Collection> ended =
        policy.rules().stream()
            .flatMap(rule -> rule.then().keySet().stream())
            .distinct()
            .flatMap(name -> map.collection(name).stream())
            .toList();
    Map<String, Rewrites> rewrites = rewrites(policy.limits().rewrite() != null);
    return jdbc.query(
        FILES,
        (row, number) ->
            new TableFiles(
                row.getString("name"),
                row.getLong("dead"),
                row.getLong("pieces"),
                instant(row, "vacuumed"),
                rewrites.getOrDefault(row.getString("name"), Rewrites.NONE)),
        StoredParts.of(ended, policy).withOwn().values());
  }

  /**
   * None before the register is there, or where the role may not read it.
   *
   * @param asked whether the policy still asks for rewrites: else none is missed
   */
  private Map<String, Rewrites> rewrites(boolean asked) {
    Map<String, Rewrites> all = new HashMap<>();
    if (Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'oubli' and c.relname = 'rewrite'
                and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select'))""",
            Boolean.class))) {
      jdbc.query(
          REWRITES,
          row -> {
            all.put(
                row.getString("collection"),
                new Rewrites(instant(row, "last"), asked ? row.getString("fault") : null));
          });
    }
    return all;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp moment = row.getTimestamp(column);
    return moment == null ? null : moment.toInstant();
  }
}
