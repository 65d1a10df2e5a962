package fr.oubli.rights.suppression;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A column of any table that the role may read, by the name that somebody typed. */
record NamedColumn(DataSource dataSource, String typed) {

  private static final int PARTS = 3;
  private static final int ROWS_AT_A_TIME = 10_000;

  /** The table and the column as PostgreSQL quotes them. */
  private record Quoted(String table, String column) {}

  /**
   * The values that stand in it, each once.
   *
   * @throws Refusal where there is no such column
   */
  List<String> values() {
    Quoted quoted = quoted();
    List<String> values = new ArrayList<>();
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              JdbcTemplate streaming = new JdbcTemplate(dataSource);
              streaming.setFetchSize(ROWS_AT_A_TIME);
              streaming.query(
                  "select distinct t.%s::text as value from %s t where t.%s is not null order by 1"
                      .formatted(quoted.column(), quoted.table(), quoted.column()),
                  row -> {
                    values.add(row.getString("value"));
                  });
            });
    return values;
  }

  private Quoted quoted() {
    String[] parts = typed.split("\\.", -1);
    if (parts.length == PARTS - 1) {
      parts = new String[] {"public", parts[0], parts[1]};
    }
    List<Quoted> found =
        parts.length == PARTS
            ? new JdbcTemplate(dataSource)
                .query(
                    """
                    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as place,
                      quote_ident(a.attname) as column
                    from pg_attribute a
                    join pg_class c on c.oid = a.attrelid
                    join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = ? and c.relname = ? and a.attname = ?
                      and a.attnum > 0 and not a.attisdropped
                      and c.relkind in ('r', 'p', 'v', 'm', 'f')""",
                    (row, number) -> new Quoted(row.getString("place"), row.getString("column")),
                    (Object[]) parts)
            : List.of();
    if (found.isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID,
          "there is no column %s; write --table schema.table.column".formatted(typed));
    }
    return found.get(0);
  }
}
