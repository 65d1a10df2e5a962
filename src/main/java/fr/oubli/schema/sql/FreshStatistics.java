package fr.oubli.schema.sql;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has PostgreSQL forget the examples of values that it keeps of each column, once rows went or were
 * masked: {@code pg_stats} would go on telling e-mails that no row has any more.
 */
public record FreshStatistics(DataSource dataSource, DataMap map, Catalog catalog) {

  private static final int KNOWS_MAINTAIN = 17;
  private static final int CLEARS = 18;

  /**
   * @param collections of which rows went or columns were masked; names that the map does not know
   *     are left out
   * @return a line for each table whose statistics could not be made anew
   */
  public List<String> refresh(Collection<String> collections) {
    List<String> tables = new ArrayList<>();
    for (String collection : new TreeSet<>(collections)) {
      map.collection(collection)
          .flatMap(catalog::find)
          .ifPresent(table -> tables.add(SqlName.of(table)));
    }
    int version = tables.isEmpty() ? 0 : version();
    List<String> lines = new ArrayList<>();
    List<String> denied = new ArrayList<>();
    tables.forEach(table -> refresh(table, version, denied, lines));
    if (!denied.isEmpty()) {
      lines.add(untold(String.join(", ", denied), mend(denied, version)));
    }
    return lines;
  }

  private int version() {
    return Objects.requireNonNull(
        jdbc()
            .queryForObject(
                "select current_setting('server_version_num')::int / 10000", Integer.class));
  }

  private void refresh(String table, int version, List<String> denied, List<String> lines) {
    try {
      if (!mayAnalyse(table, version)) {
        denied.add(table);
        return;
      }
      analyse(table);
      if (leavesEmpty(table)) {
        clear(table, version, lines);
      }
    } catch (DataAccessException e) {
      if (SqlStates.lost(e)) {
        throw e;
      }
      lines.add(untold(table, "SQLState " + SqlStates.of(e) + "; run later: analyze " + table));
    }
  }

  /** The night does not wait for another session's vacuum of the table. */
  private void analyse(String table) {
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              jdbc().execute("set local lock_timeout = '5s'");
              jdbc().execute("analyze " + table);
            });
  }

  private JdbcTemplate jdbc() {
    return new JdbcTemplate(dataSource);
  }

  private static String untold(String table, String why) {
    return "statistics of %s can still tell values of rows that went: %s"
        .formatted(table.replace("\"", ""), why);
  }

  private static String mend(List<String> tables, int version) {
    String named = String.join(", ", tables);
    String them = tables.size() == 1 ? "it" : "them";
    return version >= KNOWS_MAINTAIN
        ? "the role may not analyse %s; run: grant maintain on %s to its role"
            .formatted(them, named)
        : "the role may not analyse %s, only the owner; have them run: analyze %s"
            .formatted(them, named);
  }

  /** A table with its partitions; the ownership of each counts. */
  private static String family(String table) {
    return """
        with recursive family as (
          select '%s'::regclass::oid as oid
          union select i.inhrelid from pg_inherits i join family f on f.oid = i.inhparent)
        """
        .formatted(table.replace("'", "''"));
  }

  private boolean mayAnalyse(String table, int version) {
    String maintains =
        version >= KNOWS_MAINTAIN ? " or has_table_privilege(c.oid, 'maintain')" : "";
    return Boolean.TRUE.equals(
        jdbc()
            .queryForObject(
                family(table)
                    + "select bool_and(pg_has_role(c.relowner, 'usage') or pg_has_role(d.datdba, 'usage')"
                    + maintains
                    + ") from family f join pg_class c on c.oid = f.oid"
                    + " join pg_database d on d.datname = current_database()",
                Boolean.class));
  }

  /** Of an empty table PostgreSQL keeps what it knew before. */
  private boolean leavesEmpty(String table) {
    return Boolean.TRUE.equals(
        jdbc()
            .queryForObject(
                family(table)
                    + "select bool_or(c.reltuples = 0) from family f join pg_class c on c.oid = f.oid",
                Boolean.class));
  }

  private void clear(String table, int version, List<String> lines) {
    if (version < CLEARS) {
      lines.add(
          untold(
              table,
              "it, or a partition of it, is empty, and PostgreSQL before 18 keeps them until it has"
                  + " rows and is analysed"));
      return;
    }
    jdbc()
        .query(
            family(table)
                + """
            select pg_clear_attribute_stats(n.nspname, c.relname, a.attname, inherited)
            from (
              select c.oid from family f join pg_class c on c.oid = f.oid where c.reltuples = 0
              union select x.indexrelid from family f join pg_class c on c.oid = f.oid
                join pg_index x on x.indrelid = c.oid where c.reltuples = 0 and x.indexprs is not null) emptied
            join pg_class c on c.oid = emptied.oid join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            cross join (values (false), (true)) kinds (inherited)""",
            row -> {});
  }
}
