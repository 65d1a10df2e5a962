package fr.oubli.rights.erasure;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.database.SqlStates;
import fr.oubli.rights.erasure.OwnRegisters.Known;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks for the person's identifiers where nothing of them should be left: in every text column of
 * the mapped tables, of the tables beside them that the map does not know, and of Oubli's own. Each
 * table is read once.
 */
final class ResidueScan {

  /**
   * A column in which something was found.
   *
   * @param collection of the column's table; null where the map knows none
   * @param warning whether the operator has to look at it. Nobody can be sure of homonyms, of an
   *     address that somebody else typed and did not confirm, nor of a table that is not mapped:
   *     anything else is certainly the person's
   */
  record Residue(@Nullable String collection, String place, long rows, boolean warning) {

    /** Something that could not be read: nobody knows what is left there. */
    static Residue unread(@Nullable String collection, String table) {
      return new Residue(collection, table.replace("\"", "") + " (could not be read)", 0, true);
    }

    boolean unread() {
      return rows == 0;
    }
  }

  private static final Set<String> UNREADABLE =
      Set.of("42501", "42P01", "42703", "55000", "0A000", "58P01");

  private static final Set<String> TEXTS = Set.of("json", "jsonb", "xml", "hstore");

  private final JdbcTemplate jdbc;
  private final DataMap map;
  private final Catalog catalog;
  private final Wanted wanted;

  ResidueScan(JdbcTemplate jdbc, DataMap map, Catalog catalog, Wanted wanted) {
    this.jdbc = jdbc;
    this.map = map;
    this.catalog = catalog;
    this.wanted = wanted;
  }

  /**
   * @param kept collections of which the reply says that rows are kept: those rows are no residue
   */
  List<Residue> scan(long request, Set<String> kept) {
    List<Residue> found = new ArrayList<>();
    for (Collection collection : map.collections()) {
      found.addAll(mapped(collection, request, kept.contains(collection.name())));
    }
    new UnmappedTexts(jdbc, map, catalog)
        .columns()
        .forEach(
            (table, columns) -> found.addAll(look(null, table, columns, Looked.UNMAPPED, "true")));
    new UnmappedTexts(jdbc, map, catalog)
        .outOfReach()
        .keySet()
        .forEach(table -> found.add(Residue.unread(null, table)));
    return found;
  }

  /**
   * What Oubli's own registers know of the person.
   *
   * @param kept how long a request that ended is known
   */
  List<Known> ofOubli(long request, Period kept) {
    return new OwnRegisters(jdbc).of(request, wanted, kept);
  }

  /** What kind of columns is looked at. */
  private enum Looked {
    MAPPED(""),
    CLAIMS(" (unconfirmed)"),
    UNMAPPED("");

    private final String note;

    Looked(String note) {
      this.note = note;
    }
  }

  private List<Residue> mapped(Collection collection, long request, boolean kept) {
    Table table = catalog.table(collection);
    List<String> claims =
        collection.fields().stream()
            .filter(field -> field.claim() != null && !field.inside())
            .map(field -> SqlName.of(table.column(field.name())))
            .toList();
    List<String> columns =
        table.columns().stream()
            .filter(ResidueScan::holdsText)
            .map(SqlName::of)
            .filter(column -> !claims.contains(column))
            .toList();
    String known =
        "not exists (select 1 from oubli.request_match m where m.request = "
            + request
            + " and m.collection = '"
            + collection.name().replace("'", "''")
            + "' and m.row_key = "
            + Keys.text("t", table)
            + " and (m.state = 'rejected' or m.state = 'confirmed' and "
            // A row of somebody else in which the person is a party stays as it is.
            + (kept ? "true" : "m.part = 'party'")
            + "))";
    List<Residue> found =
        new ArrayList<>(look(collection.name(), SqlName.of(table), columns, Looked.MAPPED, known));
    // Whoever's the row is, the address in it is the person's.
    found.addAll(look(collection.name(), SqlName.of(table), claims, Looked.CLAIMS, "true"));
    return found;
  }

  private static boolean holdsText(Column column) {
    return column.isText()
        || TEXTS.contains(column.baseType())
        || (column.isArray() && holdsText(column.element()));
  }

  /** How many rows of a table hold an identifier in a column, and how many a name alone. */
  private List<Residue> look(
      @Nullable String collection,
      String table,
      List<String> columns,
      Looked looked,
      String where) {
    if (columns.isEmpty()) {
      return List.of();
    }
    try {
      return found(collection, table, columns, looked, question(table, columns, where));
    } catch (DataAccessException e) {
      if (!isUnreadable(SqlStates.of(e))) {
        throw e;
      }
      return List.of(Residue.unread(collection, table));
    }
  }

  /**
   * Each text is read once and brought into its plain spelling once, whatever is looked for in it.
   */
  private static String question(String table, List<String> columns, String where) {
    List<String> counts = new ArrayList<>();
    List<String> read = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      read.add("t." + columns.get(i) + "::text as read_" + i);
      plain.add("oubli.searchable(r.read_" + i + ") as plain_" + i);
      String text = "p.plain_" + i;
      said.add(
          "exists (select 1 from unnest(w.certain) i where position(i in %1$s) > 0) or exists (select 1 from unnest(w.patterns) i where %1$s ~ i) as sure_%2$d, exists (select 1 from unnest(w.names) i where position(i in %1$s) > 0) as name_%2$d"
              .formatted(text, i));
      counts.add("count(*) filter (where s.sure_%1$d) as sure_%1$d".formatted(i));
      counts.add(
          "count(*) filter (where s.name_%1$d and not s.sure_%1$d) as name_%1$d".formatted(i));
    }
    // Without "offset 0" PostgreSQL would read a text anew for each word that is looked for.
    return """
        with w as materialized (
          select ?::text[] as certain, ?::text[] as patterns, ?::text[] as names)
        select %s
        from w cross join %s t
        cross join lateral (select %s offset 0) r
        cross join lateral (select %s offset 0) p
        cross join lateral (select %s offset 0) s
        where %s"""
        .formatted(
            String.join(", ", counts),
            table,
            String.join(", ", read),
            String.join(", ", plain),
            String.join(", ", said),
            where);
  }

  /**
   * Rights that are missing, a table or a column that somebody dropped meanwhile, a view that was
   * emptied, a server of others that does not answer: the erasure is done, and says what it could
   * not look at.
   */
  private static boolean isUnreadable(String state) {
    return UNREADABLE.contains(state) || state.startsWith("HV");
  }

  private List<Residue> found(
      @Nullable String collection, String table, List<String> columns, Looked looked, String sql) {
    List<Residue> found = new ArrayList<>();
    jdbc.query(
        sql,
        row -> {
          for (int i = 0; i < columns.size(); i++) {
            String place = (table + "." + columns.get(i)).replace("\"", "") + looked.note;
            long sure = row.getLong("sure_" + i);
            long named = row.getLong("name_" + i);
            found.add(new Residue(collection, place, sure, looked != Looked.MAPPED));
            found.add(new Residue(collection, place + " (name)", named, true));
          }
        },
        wanted.certain().toArray(String[]::new),
        wanted.patterns().toArray(String[]::new),
        wanted.names().toArray(String[]::new));
    return found.stream().filter(residue -> residue.rows() > 0).toList();
  }
}
