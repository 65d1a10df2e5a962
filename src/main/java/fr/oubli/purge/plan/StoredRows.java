package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many rows each collection stores. Workers that share a snapshot count a table once: whoever
 * asks while another counts waits for that count.
 */
public final class StoredRows {

  /** From here on the server's estimate will do: a share needs no better. */
  private static final long LARGE = 100_000;

  private final JdbcTemplate jdbc;
  private final Map<String, Long> known = new ConcurrentHashMap<>();

  public StoredRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  long of(Enforcement enforcement) {
    return known.computeIfAbsent(enforcement.rows(), rows -> counted(enforcement.relation(), rows));
  }

  /** Of the largest of some tables; none where there is none. */
  public long ofLargest(List<Table> tables) {
    return tables.stream().mapToLong(this::of).max().orElse(0);
  }

  private long of(Table table) {
    return known.computeIfAbsent(SqlName.rowsOf(table), rows -> counted(SqlName.of(table), rows));
  }

  /** A leaf is looked up by its key: PostgreSQL expects a thousand and would read the catalogue. */
  private long counted(String relation, String rows) {
    Long estimate =
        jdbc.queryForObject(
            """
            select case when min(leaf.rows) < 0 then -1 else sum(leaf.rows)::bigint end
            from (select ?::regclass::oid as oid) t
            left join lateral pg_partition_tree(t.oid) p on true
            cross join lateral (
              select c.reltuples as rows from pg_class c
              where c.oid = coalesce(p.relid::oid, t.oid) offset 0) leaf
            where p.relid is null or p.isleaf""",
            Long.class,
            relation);
    if (estimate != null && estimate >= LARGE) {
      return estimate;
    }
    return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + rows, Long.class));
  }
}
