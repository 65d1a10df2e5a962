package fr.oubli.decision;

import fr.oubli.schema.sql.Sql;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs queries that count, each under a name. */
public final class NonZeroCounts {

  private NonZeroCounts() {}

  /** The names of the queries that counted any row, and how many; in the order of the names. */
  public static <K extends Comparable<K>> Map<K, Long> any(JdbcTemplate jdbc, Map<K, Sql> counts) {
    Map<K, Long> found = new TreeMap<>();
    counts.forEach(
        (name, sql) -> {
          long rows =
              Objects.requireNonNull(
                  jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray()));
          if (rows > 0) {
            found.put(name, rows);
          }
        });
    return found;
  }
}
