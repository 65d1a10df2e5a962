package fr.oubli.schema.catalog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The indexes of the whole database, by the column or expression that they start with. Partial
 * indexes are left out, as they serve only some queries.
 */
public final class Indexes {

  private static final Pattern CAST =
      Pattern.compile(
          "::(text|integer|int|bigint|numeric|date|double precision|interval|character varying"
              + "|timestamp without time zone|timestamp|bpchar|name|uuid)\\b(\\[\\])?");

  private final Map<String, Map<String, String>> byTable = new HashMap<>();

  private Indexes() {}

  public static Indexes read(DataSource dataSource) {
    Indexes indexes = new Indexes();
    new JdbcTemplate(dataSource)
        .query(
            """
            select n.nspname as schema, c.relname as table_name,
              pg_get_indexdef(i.indexrelid, 1, true) as starts_with, own.relname as index_name
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
                      SqlName.quote(row.getString("schema"))
                          + "."
                          + SqlName.quote(row.getString("table_name")),
                      any -> new HashMap<>())
                  .putIfAbsent(plain(row.getString("starts_with")), row.getString("index_name"));
            });
    return indexes;
  }

  /**
   * The name of an index that serves; empty where there is none.
   *
   * @param expression a quoted column, or an expression of one
   */
  public Optional<String> startingWith(Table table, String expression) {
    return Optional.ofNullable(
        byTable.getOrDefault(SqlName.of(table), Map.of()).get(plain(expression)));
  }

  /**
   * PostgreSQL prints an expression with casts and parentheses of its own, and its words in capital
   * letters.
   */
  private static String plain(String expression) {
    return CAST.matcher(expression.replace("\"", ""))
        .replaceAll("")
        .replaceAll("[()\\s\\[\\]]", "")
        .toLowerCase(Locale.ROOT);
  }
}
