package fr.oubli.schema.sql;

import fr.oubli.model.datamap.References.Step;
import java.util.List;

/**
 * The keys of the persons to whom ways lead from a row.
 *
 * @param alias of the row
 */
public record PersonKeys(MappedSchema schema, String collection, String alias) {

  /** The keys as an array; empty where the ways lead to nobody. */
  public Sql array(List<List<Step>> ways) {
    return Sql.format(
        "array(select person from ({}) persons(person) where person is not null)",
        Sql.union(ways.stream().map(this::query).toList()));
  }

  private Sql query(List<Step> way) {
    return way.stream().anyMatch(Step::down)
        ? below(Sql.of(""), way)
        : Sql.format("select {}", schema.end(alias, collection, way));
  }

  /**
   * A query of the keys over many rows.
   *
   * @param rows what stands after FROM, under the alias of the row
   */
  public Sql over(Sql rows, List<Step> way) {
    return way.stream().anyMatch(Step::down)
        ? below(rows, way)
        : Sql.format("select {} from {}", schema.end(alias, collection, way), rows);
  }

  private Sql below(Sql rows, List<Step> way) {
    ReferencedKey end =
        ReferencedKey.through(
            schema,
            way,
            alias,
            person -> schema.key(person, schema.table(schema.subjectRule().collection())));
    Sql from = rows.text().isEmpty() ? Sql.list(end.tables()) : end.from(rows);
    return Sql.format("select {} from {}{}", end.key(), from, end.where());
  }
}
