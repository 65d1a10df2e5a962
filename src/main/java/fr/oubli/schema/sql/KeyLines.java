package fr.oubli.schema.sql;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keys as lines of one text, so that many are stored and compressed as one value, and read back in
 * their own types. A key of one column whose text has no line feed is that text. Any other is the
 * JSON array of its columns' texts, which writes a line feed another way.
 *
 * @param key the columns of the key
 */
public record KeyLines(List<Column> key) {

  /** Their texts never have a line feed. */
  private static final Set<String> PLAIN =
      Set.of("int2", "int4", "int8", "numeric", "uuid", "date", "timestamp", "timestamptz");

  public KeyLines {
    key = List.copyOf(key);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("no key");
    }
  }

  /** The key of the row behind an alias, as a line. */
  public Sql line(String alias) {
    List<Sql> texts = key.stream().map(column -> Sql.of(column(alias, column) + "::text")).toList();
    return plain() ? texts.get(0) : Sql.format("json_build_array({})::text", Sql.list(texts));
  }

  /** The line is the text that the ledger has, and need not be computed beside it. */
  public boolean plain() {
    return key.size() == 1 && PLAIN.contains(key.get(0).baseType());
  }

  /**
   * A condition: the key of the row behind an alias is in one of the texts. The lines are hashed
   * once, whatever PostgreSQL thinks of their number: "is true" keeps it from joining them.
   */
  public Sql among(String alias, Sql texts, String text, Sql which) {
    List<Sql> columns = key.stream().map(column -> Sql.of(column(alias, column))).toList();
    return Sql.format(
        "(({}) in (select {} from {})) is true",
        Sql.list(columns),
        Sql.list(values()),
        lines(texts, text, which));
  }

  /**
   * What stands after FROM, and a condition: rows by the keys in the texts, in the keys' order, as
   * rows of neighbouring keys mostly lie in neighbouring blocks.
   *
   * @param rows what stands after FROM to read the rows under the alias
   * @param texts what stands after FROM to read the texts
   * @param text the column of the texts
   * @param which a condition on the texts
   */
  public Sql inOrder(String alias, Sql rows, Sql texts, String text, Sql which) {
    List<Sql> values = values();
    List<Sql> keys = new ArrayList<>();
    List<Sql> order = new ArrayList<>();
    List<Sql> same = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      keys.add(Sql.format("{} as key_" + i, values.get(i)));
      order.add(Sql.of("key_" + i));
      same.add(Sql.of(column(alias, key.get(i)) + " = wanted.key_" + i));
    }
    return Sql.format(
        "(select distinct {} from {} order by {}) wanted, {} where {}",
        Sql.list(keys),
        lines(texts, text, which),
        Sql.list(order),
        rows,
        Sql.all(same));
  }

  private static Sql lines(Sql texts, String text, Sql which) {
    return Sql.format(
        "{} cross join string_to_table({}, chr(10)) line where {}", texts, Sql.of(text), which);
  }

  private List<Sql> values() {
    if (plain()) {
      return List.of(Sql.of("line::" + key.get(0).type()));
    }
    List<Sql> values = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      values.add(Sql.of("(line::json ->> " + i + ")::" + key.get(i).type()));
    }
    return values;
  }

  private static String column(String alias, Column column) {
    return alias + "." + SqlName.of(column);
  }
}
