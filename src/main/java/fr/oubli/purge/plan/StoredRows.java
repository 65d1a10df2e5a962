package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many rows each collection stores. Workers that share a snapshot count a table once: whoever
 * asks while another counts waits for that count.
 */
final class StoredRows {

  /** From here on the server's estimate will do: a share needs no better. */
  private static final long LARGE = 100_000;

  private final JdbcTemplate jdbc;
  private final Map<String, Long> known = new ConcurrentHashMap<>();

  StoredRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  long of(Enforcement enforcement) {
    return known.computeIfAbsent(enforcement.rows(), rows -> counted(enforcement.relation(), rows));
  }

  private long counted(String relation, String rows) {
    Long estimate =
        jdbc.queryForObject(
            """
            select case when min(c.reltuples) < 0 then -1 else sum(c.reltuples)::bigint end
            from (select ?::regclass::oid as oid) t
            left join lateral pg_partition_tree(t.oid) p on true
            join pg_class c on c.oid = coalesce(p.relid, t.oid)
            where p.relid is null or p.isleaf""",
            Long.class,
            relation);
    if (estimate != null && estimate >= LARGE) {
      return estimate;
    }
    return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + rows, Long.class));
  }
}
