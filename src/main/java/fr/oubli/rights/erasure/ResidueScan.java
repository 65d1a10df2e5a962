package fr.oubli.rights.erasure;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.rights.request.Identity;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks for the person's identifiers where nothing of them should be left: every text column of the
 * mapped tables, and of the tables beside them that the map does not know. One read per table.
 */
final class ResidueScan {

  /**
   * A column in which something was found.
   *
   * @param collection that the map knows; null where it knows none
   */
  record Residue(@Nullable String collection, String place, long rows, boolean warning) {}

  private static final Set<String> TEXTS = Set.of("json", "jsonb", "xml", "hstore");

  private final JdbcTemplate jdbc;
  private final DataMap map;
  private final Catalog catalog;
  private final String[] certain;
  private final String[] phones;
  private final String[] names;

  ResidueScan(
      JdbcTemplate jdbc, DataMap map, Catalog catalog, Phones numbers, List<Identity> identities) {
    this.jdbc = jdbc;
    this.map = map;
    this.catalog = catalog;
    this.certain = values(identities, Identity.EMAIL);
    this.phones =
        identities.stream()
            .filter(identity -> identity.kind().equals(Identity.PHONE))
            .map(identity -> numbers.pattern(identity.value()))
            .toArray(String[]::new);
    this.names = values(identities, Identity.NAME);
  }

  private static String[] values(List<Identity> identities, String kind) {
    return identities.stream()
        .filter(identity -> identity.kind().equals(kind))
        .map(identity -> identity.value().toLowerCase(java.util.Locale.ROOT))
        .toArray(String[]::new);
  }

  /**
   * @param kept collections of which the reply says that rows are kept: those rows are no residue
   */
  List<Residue> scan(long request, Set<String> kept) {
    List<Residue> found = new ArrayList<>();
    for (Collection collection : map.collections()) {
      found.addAll(mapped(collection, request, kept.contains(collection.name())));
    }
    unmapped().forEach((table, columns) -> found.addAll(look(null, table, columns, "true")));
    return found;
  }

  private List<Residue> mapped(Collection collection, long request, boolean kept) {
    Table table = catalog.table(collection);
    List<String> columns =
        table.columns().stream().filter(ResidueScan::holdsText).map(SqlName::of).toList();
    String known =
        "not exists (select 1 from oubli.request_match m where m.request = "
            + request
            + " and m.collection = '"
            + collection.name().replace("'", "''")
            + "' and m.row_key = "
            + Keys.text("t", table)
            + " and m.state in ('rejected'"
            + (kept ? ", 'confirmed'" : "")
            + "))";
    return look(collection.name(), SqlName.of(table), columns, known);
  }

  private static boolean holdsText(Column column) {
    return column.isText()
        || TEXTS.contains(column.baseType())
        || column.baseType().equals("_text")
        || column.baseType().equals("_varchar");
  }

  /** Of homonyms nobody can be sure: a name is a warning, an address or a number is a residue. */
  private List<Residue> look(
      @Nullable String collection, String table, List<String> columns, String where) {
    if (columns.isEmpty()) {
      return List.of();
    }
    List<String> counts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (String column : columns) {
      String text = "lower(t." + column + "::text)";
      String sure =
          contains(text) + " or exists (select 1 from unnest(?::text[]) i where " + text + " ~ i)";
      counts.add("count(*) filter (where " + sure + ")");
      counts.add("count(*) filter (where " + contains(text) + " and not (" + sure + "))");
      values.addAll(List.of(certain, phones, names, certain, phones));
    }
    Map<String, Long> rows = new LinkedHashMap<>();
    jdbc.query(
        "select " + String.join(", ", counts) + " from " + table + " t where " + where,
        row -> {
          for (int i = 0; i < columns.size(); i++) {
            rows.put(columns.get(i), row.getLong(2 * i + 1));
            rows.put(columns.get(i) + " (name)", row.getLong(2 * i + 2));
          }
        },
        values.toArray());
    return rows.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(
            entry ->
                new Residue(
                    collection,
                    (table + "." + entry.getKey()).replace("\"", ""),
                    entry.getValue(),
                    collection == null || entry.getKey().endsWith(" (name)")))
        .toList();
  }

  private static String contains(String text) {
    return "exists (select 1 from unnest(?::text[]) i where position(i in " + text + ") > 0)";
  }

  /** Text and JSON columns of the tables that stand in the same schemas and are not mapped. */
  private Map<String, List<String>> unmapped() {
    String[] tables =
        map.collections().stream()
            .map(catalog::table)
            .map(table -> table.schema() + "." + table.name())
            .toArray(String[]::new);
    String[] schemas =
        map.collections().stream()
            .map(catalog::table)
            .map(Table::schema)
            .distinct()
            .toArray(String[]::new);
    Map<String, List<String>> columns = new LinkedHashMap<>();
    jdbc.query(
        """
        select format('%I.%I', n.nspname, c.relname), quote_ident(a.attname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        where c.relkind in ('r', 'p', 'm') and n.nspname = any (?)
          and not (n.nspname || '.' || c.relname = any (?))
          and not exists (select 1 from pg_inherits i where i.inhrelid = c.oid)
          and has_table_privilege(c.oid, 'select')
          and (t.typcategory = 'S' or t.typname in ('json', 'jsonb', 'xml', 'hstore', '_text', '_varchar'))
        order by 1, a.attnum""",
        row -> {
          columns
              .computeIfAbsent(Objects.requireNonNull(row.getString(1)), key -> new ArrayList<>())
              .add(Objects.requireNonNull(row.getString(2)));
        },
        schemas,
        tables);
    return columns;
  }
}
