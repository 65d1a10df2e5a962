package fr.oubli.schema.sql;

import fr.oubli.model.datamap.References.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The key of the row that a path of references ends at, as a join and not as a subquery: the tables
 * on the way, what joins them, and the key itself. A key of several columns is one text, so that
 * tables can be joined by it.
 *
 * @param tables what stands after FROM beside the row's own table; none where the row itself tells
 */
public record ReferencedKey(List<Sql> tables, List<Sql> joined, Sql key) {

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
    for (int i = 0; i < path.size(); i++) {
      Step step = path.get(i);
      boolean last = i == path.size() - 1;
      if (last && schema.table(end).primaryKey().size() == 1 && schema.tellsKey(step)) {
        return new ReferencedKey(tables, joined, schema.lastReference(row, List.of(step)));
      }
      String parent = schema.freshAlias();
      tables.add(schema.from(step.parent(), parent));
      joined.add(schema.joined(step, row, parent));
      row = parent;
    }
    return new ReferencedKey(tables, joined, ofRow(schema, row, end));
  }

  /** The key of the row behind an alias, in the same form. */
  public static Sql ofRow(MappedSchema schema, String row, String end) {
    return schema.table(end).primaryKey().size() == 1
        ? schema.key(row, schema.table(end))
        : Sql.of(Keys.text(row, schema.table(end)));
  }
}
