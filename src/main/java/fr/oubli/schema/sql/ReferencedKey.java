package fr.oubli.schema.sql;

import fr.oubli.model.datamap.References.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The key of the row that a path of references ends at. A key of several columns is one text, so
 * that tables can be joined by it.
 *
 * @param tables the tables on the way; none where the row itself has the key
 * @param reference how the row is tied to the first of them, as a condition; true where there is
 *     none
 * @param holds the part of that condition that is about the row alone
 * @param own the columns of the row in that reference; the key itself where there is none
 * @param other the columns that they equal
 * @param joined what joins the tables to each other
 */
public record ReferencedKey(
    List<Sql> tables, Sql reference, Sql holds, Sql own, Sql other, List<Sql> joined, Sql key) {

  public ReferencedKey {
    tables = List.copyOf(tables);
    joined = List.copyOf(joined);
  }

  /**
   * @param alias of the row at the start of the path
   * @param end the collection at the end of the path
   */
  public static ReferencedKey of(MappedSchema schema, List<Step> path, String alias, String end) {
    if (!path.isEmpty() && schema.holdsKey(path.get(path.size() - 1), end)) {
      Step last = path.get(path.size() - 1);
      return through(
          schema,
          path.subList(0, path.size() - 1),
          alias,
          row -> schema.lastReference(row, List.of(last)));
    }
    return through(schema, path, alias, row -> ofRow(schema, row, end));
  }

  /**
   * Any value of the row that a path ends at, in the place of its key.
   *
   * @param value given the alias of that row
   */
  public static ReferencedKey through(
      MappedSchema schema, List<Step> path, String alias, Function<String, Sql> value) {
    List<Sql> tables = new ArrayList<>();
    List<Sql> joined = new ArrayList<>();
    String row = alias;
    String first = alias;
    for (Step step : path) {
      String next = schema.freshAlias();
      tables.add(schema.from(step.to(), next));
      if (row.equals(alias)) {
        first = next;
      } else {
        joined.add(schema.joined(step, row, next));
      }
      row = next;
    }
    Sql key = value.apply(row);
    if (path.isEmpty()) {
      return new ReferencedKey(List.of(), Sql.TRUE, Sql.TRUE, key, Sql.of(""), List.of(), key);
    }
    Step step = path.get(0);
    if (step.down()) {
      joined.add(0, schema.holds(step, first));
    }
    return new ReferencedKey(
        tables,
        schema.joined(step, alias, first),
        step.down() ? Sql.TRUE : schema.holds(step, alias),
        schema.startColumns(step, alias),
        schema.endColumns(step, first),
        joined,
        key);
  }

  /**
   * The key of a person to whom a way leads, in the type of the key itself. A way that goes up is
   * one value, which an index can serve; of one that goes down the tables have to be joined.
   *
   * @param collection of the row at the start of the way
   */
  public static ReferencedKey ofPerson(
      MappedSchema schema, List<Step> way, String alias, String collection) {
    String people = schema.subjectRule().collection();
    return Step.anyDown(way)
        ? through(schema, way, alias, person -> schema.key(person, schema.table(people)))
        : through(schema, List.of(), alias, row -> schema.end(row, collection, way));
  }

  /** What stands after FROM, with the tables of the path behind the row's own. */
  public Sql from(Sql row) {
    List<Sql> all = new ArrayList<>(List.of(row));
    all.addAll(tables);
    return Sql.list(all);
  }

  /** The row's table with the tables of the path, as one side of a join. */
  public Sql crossed(Sql row) {
    Sql crossed = row;
    for (Sql table : tables) {
      crossed = Sql.format("{} cross join {}", crossed, table);
    }
    return tables.isEmpty() ? row : Sql.format("({})", crossed);
  }

  /** What stands behind the tables: the row is tied to the end of the path. */
  public Sql where() {
    return Sql.where(List.of(when(Sql.TRUE)));
  }

  /** A condition together with what joins the row to the end of the path. */
  public Sql when(Sql condition) {
    List<Sql> all = new ArrayList<>(List.of(reference));
    all.addAll(joined);
    all.add(condition);
    return Sql.all(all);
  }

  /** The key of the row behind an alias, in the same form. */
  public static Sql ofRow(MappedSchema schema, String row, String end) {
    return schema.table(end).primaryKey().size() == 1
        ? schema.key(row, schema.table(end))
        : Sql.of(Keys.text(row, schema.table(end)));
  }
}
