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
    ReferencedKey person = person(way);
    return person.tables().isEmpty()
        ? Sql.format("select {}", person.key())
        : Sql.format(
            "select {} from {}{}", person.key(), Sql.list(person.tables()), person.where());
  }

  /**
   * A query of the keys over many rows.
   *
   * @param rows what stands after FROM, under the alias of the row
   */
  public Sql over(Sql rows, List<Step> way) {
    ReferencedKey person = person(way);
    return Sql.format("select {} from {}{}", person.key(), person.from(rows), person.where());
  }

  private ReferencedKey person(List<Step> way) {
    return ReferencedKey.ofPerson(schema, way, alias, collection);
  }
}
