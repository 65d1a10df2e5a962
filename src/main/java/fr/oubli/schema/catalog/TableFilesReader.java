package fr.oubli.schema.catalog;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Archive;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.TableFiles.Rewrites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what the files of the tables hold on which a policy's rules act. */
public final class TableFilesReader {

  /** How the table of the archive is told, which no collection can be called. */
  public static final String ARCHIVE = "oubli.archive";

  private static final String FILES =
      """
      with asked as (
        select nth, name, to_regclass(quoted) as root
        from unnest(?::text[], ?::text[]) with ordinality asked(name, quoted, nth)),
      stored as (
        select a.nth, a.name, c.oid, c.reltoastrelid
        from asked a
        cross join lateral (
          select a.root as oid union select t.relid from pg_partition_tree(a.root) t where t.isleaf) part
        join pg_class c on c.oid = part.oid and c.relkind = 'r')
      select p.name, coalesce(sum(s.n_dead_tup), 0) as dead, coalesce(sum(t.n_dead_tup), 0) as pieces,
        case when bool_and(p.freed is not null
              or coalesce(s.n_dead_tup, 0) + coalesce(t.n_dead_tup, 0) = 0)
          then min(p.freed) end as vacuumed
      from (
        select p.*, greatest(s.last_vacuum, s.last_autovacuum) as freed
        from stored p left join pg_stat_all_tables s on s.relid = p.oid) p
      left join pg_stat_all_tables s on s.relid = p.oid
      left join pg_stat_all_tables t on t.relid = p.reltoastrelid
      group by p.nth, p.name order by p.nth""";

  private static final String REWRITES =
      """
      select collection, max(last) as last,
        max(fault) filter (where not succeeded) as fault
      from (
        select distinct on (relation) collection, relation, fault, fault is null as succeeded,
          max(rewritten_at) over (partition by relation) as last
        from oubli.rewrite where to_regclass(relation) is not null order by relation, id desc) latest
      group by collection""";

  private final JdbcTemplate jdbc;

  public TableFilesReader(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** One for each table that is there, in the order of the policy. */
  public List<TableFiles> of(Policy policy, DataMap map) {
    List<String> names = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    policy.rules().stream()
        .flatMap(rule -> rule.then().keySet().stream())
        .distinct()
        .flatMap(name -> map.collection(name).stream())
        .forEach(
            each -> {
              names.add(each.name());
              tables.add(quoted(each));
            });
    if (archives(policy)) {
      names.add(ARCHIVE);
      tables.add(ARCHIVE);
    }
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
        names.toArray(String[]::new),
        tables.toArray(String[]::new));
  }

  /** Whether a rule puts rows into the archive. */
  public static boolean archives(Policy policy) {
    return policy.rules().stream()
        .flatMap(rule -> rule.then().values().stream())
        .anyMatch(Archive.class::isInstance);
  }

  /** The table of a collection, as SQL names it. */
  public static String quoted(Collection collection) {
    return SqlName.quote(collection.schema()) + "." + SqlName.quote(collection.table());
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
            "select coalesce(has_schema_privilege(to_regnamespace('oubli'), 'usage'), false)"
                + " and coalesce(has_table_privilege(to_regclass('oubli.rewrite'), 'select'), false)",
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
