package fr.oubli.evidence;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A table of the schema oubli whose rows are put back as a journal has them, in the transaction of
 * whoever calls. Columns that the table got since the journal was written keep their defaults.
 */
final class RestoredTable {

  private final JdbcTemplate jdbc;
  private final String name;
  private final List<String> columns;
  private final List<String> key;
  private final boolean appendOnly;

  RestoredTable(JdbcTemplate jdbc, String name) {
    this.jdbc = jdbc;
    this.name = name;
    this.columns =
        jdbc.queryForList(
            """
            select quote_ident(attname) from pg_attribute where attrelid = ('oubli.' || quote_ident(?))::regclass
              and attnum > 0 and not attisdropped and attgenerated = '' order by attnum""",
            String.class,
            name);
    this.key =
        jdbc.queryForList(
            """
            select quote_ident(a.attname) from pg_index i
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where i.indrelid = ('oubli.' || quote_ident(?))::regclass and i.indisprimary order by a.attnum""",
            String.class,
            name);
    this.appendOnly =
        Boolean.TRUE.equals(
            jdbc.queryForObject(
                """
                select exists (select from pg_trigger where tgname = 'append_only'
                  and tgrelid = ('oubli.' || quote_ident(?))::regclass)""",
                Boolean.class,
                name));
  }

  /** Puts rows where none with their key is; those that are there stay as they are. */
  void add(List<String> rows) {
    jdbc.update(
        insert("json_populate_recordset(null::" + table() + ", ?::json)")
            + " on conflict do nothing",
        array(rows));
  }

  /** Rows to be what the table has, and nothing else; told in as many calls as it takes. */
  void collect(List<String> rows) {
    jdbc.execute(
        "create temporary table if not exists %s (like %s) on commit drop"
            .formatted(collected(), table()));
    jdbc.update(
        "insert into %s select * from json_populate_recordset(null::%s, ?::json)"
            .formatted(collected(), table()),
        array(rows));
  }

  /** Deletes what was not collected. What may only be added to keeps all that it has. */
  void removeOthers() {
    if (key.isEmpty()) {
      jdbc.update("delete from " + table());
    } else if (!appendOnly) {
      jdbc.update(
          "delete from %s t where not exists (select from %s c where %s)"
              .formatted(table(), collected(), equal("t", "c")));
    }
  }

  /** Puts what was collected, over what is there. */
  void replace() {
    List<String> changing = new ArrayList<>(columns);
    changing.removeAll(key);
    String conflict =
        key.isEmpty()
            ? ""
            : " on conflict (%s) do ".formatted(String.join(", ", key))
                + (appendOnly || changing.isEmpty()
                    ? "nothing"
                    : "update set " + excluded(changing));
    jdbc.update(insert(collected()) + conflict);
  }

  /** Goes on numbering behind the last number that there is. */
  void number() {
    List<String> numbered =
        jdbc.queryForList(
            """
            select attname from pg_attribute where attrelid = ('oubli.' || quote_ident(?))::regclass
              and attnum > 0 and not attisdropped and pg_get_serial_sequence('oubli.' || quote_ident(?), attname) is not null""",
            String.class,
            name,
            name);
    for (String column : numbered) {
      jdbc.queryForList(
          """
          select setval(pg_get_serial_sequence('oubli.' || quote_ident(?), ?), greatest(max(%s), 1)) from %s
          having max(%1$s) is not null"""
              .formatted("\"" + column.replace("\"", "\"\"") + "\"", table()),
          Long.class,
          name,
          column);
    }
  }

  private String insert(String from) {
    String list = String.join(", ", columns);
    return "insert into %s (%s) overriding system value select %s from %s"
        .formatted(table(), list, list, from);
  }

  private String equal(String one, String other) {
    return String.join(
        " and ",
        key.stream().map(column -> one + "." + column + " = " + other + "." + column).toList());
  }

  private static String excluded(List<String> columns) {
    return String.join(
        ", ", columns.stream().map(column -> column + " = excluded." + column).toList());
  }

  private String table() {
    return "oubli." + quoted(name);
  }

  private String collected() {
    return "pg_temp." + quoted("restored_" + name);
  }

  private static String quoted(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  private static String array(List<String> rows) {
    return "[" + String.join(",", rows) + "]";
  }
}
