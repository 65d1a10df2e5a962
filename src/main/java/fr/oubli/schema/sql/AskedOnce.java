package fr.oubli.schema.sql;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks a condition on other tables once for all rows of a slice that hold the same values where the
 * condition looks, such as the orders of one person, and not once for each row.
 *
 * <p>The answer names what the rows that meet the condition hold. So a row that somebody changes
 * while the statement waits for it, and that is another person's then, is not named and stays.
 *
 * @param table of the slice's rows, which are behind {@link Slice#ROW}
 */
public record AskedOnce(Table table, Slice slice) {

  private static final String ALIKE = "alike";

  /** What is read of the rows that are alike; constants and other quoted names are passed over. */
  private static final Pattern READ =
      Pattern.compile(
          "'[^']*+'|\\b" + ALIKE + "\\.(\"(?:[^\"]++|\"\")*+\"|\\S+)|\"(?:[^\"]++|\"\")*+\"");

  /** Types whose values PostgreSQL can tell apart, and so can their spelling. */
  private static final Set<String> COMPARED =
      Set.of(
          "bool",
          "int2",
          "int4",
          "int8",
          "numeric",
          "text",
          "varchar",
          "bpchar",
          "citext",
          "uuid",
          "date",
          "timestamp",
          "timestamptz",
          "jsonb");

  /**
   * The condition on the slice's rows. It stays as it is where no two rows share an answer.
   *
   * @param condition on the row behind an alias, and on no other row of the statement
   */
  public Sql meets(Function<String, Sql> condition) {
    Sql asked = condition.apply(ALIKE);
    Set<String> columns = read(asked.text());
    if (!asked.text().contains("(select ") || !canShare(columns)) {
      return condition.apply(Slice.ROW);
    }
    String listed = columns.stream().map(name -> "t." + name).collect(Collectors.joining(", "));
    return Sql.format(
        ("(row(" + listed + ")::text in (select line from (select distinct row(" + listed)
            + (")::text as line, " + listed + " from {} where {} offset 0) " + ALIKE)
            + " where {})) is true",
        slice.from(table),
        slice.placed(Slice.ROW),
        asked);
  }

  /**
   * A condition on the row that a path leads to, asked once for each such row, however many rows of
   * the slice lead to it.
   */
  public Sql meets(ReferencePath path, Function<String, Sql> condition) {
    if (path.path().isEmpty() || !path.leadsToOne()) {
      return meets(alias -> path.test(alias, LookupStyle.PROBES, condition));
    }
    MappedSchema schema = path.schema();
    String end = schema.freshAlias();
    String collection = Step.end(path.path());
    return Sql.format(
        "({} in (select "
            + ALIKE
            + ".key from (select distinct {} as key from {} where {} offset 0) "
            + ALIKE
            + " where {})) is true",
        schema.lastReference(Slice.ROW, path.path()),
        schema.lastReference(Slice.ROW, path.path()),
        slice.from(table),
        slice.placed(Slice.ROW),
        LookupStyle.PROBES.exists(
            schema.from(collection, end),
            Sql.all(
                Sql.format("{} = " + ALIKE + ".key", schema.key(end, schema.table(collection))),
                condition.apply(end))));
  }

  private static Set<String> read(String text) {
    Set<String> columns = new LinkedHashSet<>();
    Matcher read = READ.matcher(text);
    while (read.find()) {
      if (read.group(1) != null) {
        columns.add(read.group(1));
      }
    }
    return columns;
  }

  /** Several rows may hold the same, and whether they do can be told. */
  private boolean canShare(Set<String> columns) {
    List<String> compared =
        table.columns().stream()
            .filter(column -> COMPARED.contains(column.baseType()))
            .map(SqlName::of)
            .toList();
    Set<String> key = new LinkedHashSet<>();
    table.primaryKey().forEach(name -> key.add(SqlName.quote(name)));
    return !columns.isEmpty() && compared.containsAll(columns) && !columns.containsAll(key);
  }
}
