package fr.oubli.rights.request;

import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.rights.request.Matches.MatchedRow;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Enough of a row, masked, for the operator to decide whether it is the person's: its dates, the
 * keys that it refers to, and how its texts begin. The person's own identities are shown whole.
 */
public final class RowGlimpses {

  private static final int FIELDS = 6;
  private static final int BEGINNING = 12;
  private static final int DAY = 10;
  private static final Pattern EMAIL =
      Pattern.compile("([\\p{L}\\p{N}])[\\p{L}\\p{N}._%+-]*(@[\\p{L}\\p{N}.-]+)");
  private static final Pattern SECRET =
      Pattern.compile(
          "user\\.(account|authorization|authentication|biometric|credentials|financial"
              + "|government_id|genetic|health|medical|payment|political|race|religious|sexual"
              + "|criminal).*|.*(password|credential).*");

  private final JdbcTemplate jdbc;
  private final DataMap map;
  private final Catalog catalog;
  private final Set<String> own;

  /**
   * @param known by what the person is known
   */
  public RowGlimpses(JdbcTemplate jdbc, DataMap map, Catalog catalog, List<Identity> known) {
    this.jdbc = jdbc;
    this.map = map;
    this.catalog = catalog;
    this.own = known.stream().map(Identity::plain).collect(Collectors.toUnmodifiableSet());
  }

  /** What is shown of each row, by its target; nothing of a row that is gone. */
  public Map<String, String> of(List<MatchedRow> rows) {
    Map<String, String> glimpses = new HashMap<>();
    rows.stream()
        .collect(Collectors.groupingBy(MatchedRow::collection))
        .forEach(
            (name, some) ->
                map.collection(name)
                    .filter(collection -> catalog.find(collection).isPresent())
                    .ifPresent(collection -> look(collection, some, glimpses)));
    return glimpses;
  }

  private void look(Collection collection, List<MatchedRow> rows, Map<String, String> glimpses) {
    Table table = catalog.table(collection);
    List<Field> fields = shown(collection, table, rows.get(0).foundBy());
    List<String> selected = new ArrayList<>(List.of(Keys.text("t", table) + " as row_key"));
    for (int i = 0; i < fields.size(); i++) {
      selected.add(FieldSql.text("t", table, fields.get(i)) + " as shown_" + i);
    }
    jdbc.query(
        "select "
            + String.join(", ", selected)
            + " from "
            + SqlName.rowsOf(table)
            + " t where "
            + Keys.text("t", table)
            + " = any (?)",
        row -> {
          List<String> parts = new ArrayList<>();
          for (int i = 0; i < fields.size(); i++) {
            String value = row.getString("shown_" + i);
            if (value != null && !value.isBlank()) {
              parts.add(fields.get(i).name() + " " + masked(fields.get(i), table, value));
            }
          }
          glimpses.put(
              collection.name() + ":" + Objects.requireNonNull(row.getString("row_key")),
              String.join("; ", parts));
        },
        (Object) rows.stream().map(MatchedRow::key).toArray(String[]::new));
  }

  /** The field that led to the row, then dates, then whatever the map has first. */
  private static List<Field> shown(Collection collection, Table table, String foundBy) {
    return collection.fields().stream()
        .filter(field -> !field.primaryKey() && !field.inside())
        .filter(field -> field.categories().stream().noneMatch(RowGlimpses::isSecret))
        .sorted(
            Comparator.comparing((Field field) -> !field.name().equals(foundBy))
                .thenComparing(field -> !isDate(table.column(field.column()))))
        .limit(FIELDS)
        .toList();
  }

  private static boolean isSecret(String category) {
    return SECRET.matcher(category).matches();
  }

  private static boolean isDate(Column column) {
    return column.baseType().startsWith("timestamp") || column.baseType().equals("date");
  }

  private String masked(Field field, Table table, String value) {
    Column column = table.column(field.column());
    if (isDate(column)) {
      return value.substring(0, Math.min(DAY, value.length()));
    }
    if (!field.references().isEmpty()
        || !column.isText()
        || own.contains(PlainSpelling.of(value))) {
      return beginning(value);
    }
    if (is(field, "user.contact.phone_number") || Identity.PHONE.equals(field.identity())) {
      return "…" + value.substring(Math.max(0, value.length() - 2));
    }
    return is(field, "user.name")
        ? value.strip().substring(0, 1) + "…"
        : beginning(withoutAddresses(value));
  }

  private static boolean is(Field field, String category) {
    return field.categories().stream().anyMatch(each -> each.startsWith(category));
  }

  private String withoutAddresses(String text) {
    Matcher address = EMAIL.matcher(text);
    return address.replaceAll(
        found ->
            Matcher.quoteReplacement(
                own.contains(PlainSpelling.of(found.group()))
                    ? found.group()
                    : found.group(1) + "…" + found.group(2)));
  }

  /** A text's first characters; an address, which is masked by then, is shown to its end. */
  private static String beginning(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= BEGINNING || (line.contains("@") && !line.contains(" "))
        ? line
        : line.substring(0, BEGINNING) + "…";
  }
}
