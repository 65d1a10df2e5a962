package fr.oubli.schema.sql;

import fr.oubli.model.datamap.References.Step;
import java.util.List;
import java.util.function.Function;

/** Follows references from a row up to the row that they lead to. */
public record ReferencePath(MappedSchema schema, List<Step> path) {

  public ReferencePath {
    path = List.copyOf(path);
  }

  /** Whether the row at the end meets a condition; false where a reference is missing. */
  public Sql test(String alias, LookupStyle style, Function<String, Sql> condition) {
    if (path.isEmpty()) {
      return condition.apply(alias);
    }
    Step step = path.get(0);
    String parent = schema.freshAlias();
    return style.exists(
        schema.from(step.to(), parent),
        Sql.all(schema.joined(step, alias, parent), rest().test(parent, style, condition)));
  }

  /**
   * The same as {@link #test}, asked as one list of rows that depends on no row: PostgreSQL makes a
   * hash of it once, however many rows it expects to ask.
   */
  public Sql among(String alias, Function<String, Sql> condition) {
    if (path.isEmpty()) {
      return condition.apply(alias);
    }
    Step step = path.get(0);
    String parent = schema.freshAlias();
    Sql listed =
        Sql.format(
            "({} in (select {} from {}{})) is true",
            schema.startColumns(step, alias),
            schema.endColumns(step, parent),
            schema.from(step.to(), parent),
            Sql.where(
                List.of(
                    step.down() ? schema.holds(step, parent) : Sql.TRUE,
                    rest().among(parent, condition))));
    return step.down() ? listed : Sql.all(schema.holds(step, alias), listed);
  }

  /**
   * A value of the row at the end, the largest where rows below may tell several; null where a
   * reference is missing.
   */
  public Sql value(String alias, Function<String, Sql> value) {
    if (path.isEmpty()) {
      return value.apply(alias);
    }
    Step step = path.get(0);
    String parent = schema.freshAlias();
    return Sql.format(
        step.down()
            ? "(select {} from {} where {} order by 1 desc nulls last limit 1)"
            : "(select {} from {} where {})",
        rest().value(parent, value),
        schema.from(step.to(), parent),
        schema.joined(step, alias, parent));
  }

  /** It leads from a row to one row at most: each step goes up to the key of a table. */
  public boolean leadsToOne() {
    return path.stream().allMatch(step -> !step.down() && schema.holdsKey(step, step.to()));
  }

  private ReferencePath rest() {
    return new ReferencePath(schema, path.subList(1, path.size()));
  }
}
