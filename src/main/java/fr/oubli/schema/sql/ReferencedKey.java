package fr.oubli.schema.sql;

import fr.oubli.model.datamap.References.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The key of the row that a path of references ends at. A key of several columns is one text, so
 * that tables can be joined by it.
 *
 * @param tables the tables on the way; none where the row itself has the key
 * @param reference how the row refers to the first of them, as a condition; true where there is
 *     none
 * @param child the columns of the row in that reference; the key itself where there is none
 * @param parent the columns that they equal
 * @param joined what joins the tables to each other
 */
public record ReferencedKey(
    List<Sql> tables, Sql reference, Sql child, Sql parent, List<Sql> joined, Sql key) {

  public ReferencedKey {
    tables = List.copyOf(tables);
    joined = List.copyOf(joined);
  }

  /**
   * @param alias of the row at the start of the path
   * @param end the collection at the end of the path
   */
  public static ReferencedKey of(MappedSchema schema, List<Step> path, String alias, String end) {
    List<Sql> tables = new ArrayList<>();
    List<Sql> joined = new ArrayList<>();
    String row = alias;
    String first = alias;
    for (int i = 0; i < path.size(); i++) {
      Step step = path.get(i);
      if (i == path.size() - 1 && holdsKey(schema, step, end)) {
        Sql key = schema.lastReference(row, List.of(step));
        return i == 0 ? own(key) : through(schema, path.get(0), alias, first, tables, joined, key);
      }
      String parent = schema.freshAlias();
      tables.add(schema.from(step.parent(), parent));
      if (i == 0) {
        first = parent;
      } else {
        joined.add(schema.joined(step, row, parent));
      }
      row = parent;
    }
    Sql key = ofRow(schema, row, end);
    return path.isEmpty()
        ? own(key)
        : through(schema, path.get(0), alias, first, tables, joined, key);
  }

  private static boolean holdsKey(MappedSchema schema, Step step, String end) {
    return schema.table(end).primaryKey().size() == 1 && schema.tellsKey(step);
  }

  private static ReferencedKey own(Sql key) {
    return new ReferencedKey(List.of(), Sql.TRUE, key, Sql.of(""), List.of(), key);
  }

  private static ReferencedKey through(
      MappedSchema schema,
      Step step,
      String row,
      String first,
      List<Sql> tables,
      List<Sql> joined,
      Sql key) {
    return new ReferencedKey(
        tables,
        schema.joined(step, row, first),
        schema.childColumns(step, row),
        schema.parentColumns(step, first),
        joined,
        key);
  }

  /** The key of the row behind an alias, in the same form. */
  public static Sql ofRow(MappedSchema schema, String row, String end) {
    return schema.table(end).primaryKey().size() == 1
        ? schema.key(row, schema.table(end))
        : Sql.of(Keys.text(row, schema.table(end)));
  }
}
