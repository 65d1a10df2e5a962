package fr.oubli.schema.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The indexes of the whole database by what they start with; partial ones are none here. */
public final class Indexes {

  private final Map<String, Map<String, String>> byTable = new HashMap<>();

  private Indexes() {}

  public static Indexes read(DataSource dataSource) {
    Indexes indexes = new Indexes();
    new JdbcTemplate(dataSource)
        .query(
            """
            select n.nspname, c.relname, pg_get_indexdef(i.indexrelid, 1, true), own.relname
            from pg_index i
            join pg_class own on own.oid = i.indexrelid
            join pg_class c on c.oid = i.indrelid
            join pg_namespace n on n.oid = c.relnamespace
            where i.indisvalid and i.indpred is null
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by i.indnkeyatts, own.relname""",
            row -> {
              indexes
                  .byTable
                  .computeIfAbsent(
                      SqlName.quote(row.getString(1)) + "." + SqlName.quote(row.getString(2)),
                      any -> new HashMap<>())
                  .putIfAbsent(plain(row.getString(3)), row.getString(4));
            });
    return indexes;
  }

  /**
   * The name of one.
   *
   * @param expression a quoted column, or an expression of one
   */
  public Optional<String> startingWith(Table table, String expression) {
    return Optional.ofNullable(
        byTable.getOrDefault(SqlName.of(table), Map.of()).get(plain(expression)));
  }

  /** PostgreSQL prints an expression with casts and parentheses of its own. */
  private static String plain(String expression) {
    return expression.replace("\"", "").replaceAll("::[a-z ]+", "").replaceAll("[()\\s\\[\\]]", "");
  }
}
