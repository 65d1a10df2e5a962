package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.ReferenceJoin;
import fr.oubli.schema.sql.Sql;
import java.util.function.UnaryOperator;

/**
 * The mapped tables as a search for one person sees them: which collection holds the accounts, and
 * how two identities of a kind are compared.
 */
public record PersonSchema(DataMap map, SubjectRule subject, Phones phones, Catalog catalog) {

  static final String EMAIL = "email";

  public Table table(Collection collection) {
    return catalog.table(collection);
  }

  /** The field's value as text. */
  public Sql text(String alias, Collection collection, Field field) {
    return Sql.of(FieldSql.text(alias, table(collection), field));
  }

  /** A condition on the field's value as text, or on any element where it is an array. */
  public Sql any(String alias, Collection collection, Field field, UnaryOperator<Sql> condition) {
    return FieldSql.any(alias, table(collection), field, condition);
  }

  public boolean isList(Collection collection, Field field) {
    return FieldSql.isList(table(collection), field);
  }

  /** What stands after FROM for the rows of a collection, and for the elements of the field. */
  Sql valuesOf(String alias, Collection collection, Field field) {
    Sql rows = rows(collection.name(), alias);
    return isList(collection, field)
        ? Sql.format(
            "{} cross join lateral {}",
            rows,
            Sql.of(FieldSql.elements(alias, table(collection), field)))
        : rows;
  }

  /** A value of the field as text, or an element where it is an array. */
  Sql value(String alias, Collection collection, Field field) {
    return isList(collection, field)
        ? Sql.of(FieldSql.ELEMENT + "::text")
        : text(alias, collection, field);
  }

  /** Whether an identity of this kind is one person's alone, as the policy says. */
  public boolean tellsPersonsApart(String kind) {
    return subject.samePersonBy().contains(kind);
  }

  /**
   * Whether persons refer to rows of it, and nothing says whose those are. A firm's address is not
   * the person's who has the same, nor is what belongs to the firm.
   */
  public boolean isOrganisation(Collection collection) {
    return owners().isOrganisation(collection.name());
  }

  OwnerSteps owners() {
    return new OwnerSteps(map.references(), subject.collection());
  }

  Collection accounts() {
    return map.required(subject.collection());
  }

  Table table(String collection) {
    return table(map.required(collection));
  }

  Sql rows(String collection, String alias) {
    return Sql.of(SqlName.rowsOf(table(collection)) + " " + alias);
  }

  /** The step leads from the row of one alias to the row of the other. */
  Sql refers(Step step, String from, String to) {
    return joins().on(step, from, to);
  }

  ReferenceJoin joins() {
    return new ReferenceJoin(map, catalog);
  }

  References references() {
    return map.references();
  }

  /** The identity in the form in which two of its kind are compared. */
  Sql comparable(String kind, Sql column) {
    return kind.equals(Phones.KIND)
        ? phones.subscriber(column)
        : Sql.format("lower(btrim({}))", column);
  }

  /**
   * An identity in the form that all its spellings have in common. No index serves it.
   *
   * @param comparable as {@link #comparable} makes it
   */
  Sql plain(String kind, Sql comparable) {
    return kind.equals(Phones.KIND) ? comparable : PlainSpelling.of(comparable);
  }

  /** The comparable identity, or null where the column is empty: an empty address is nobody's. */
  Sql told(String kind, Sql column) {
    return Sql.format("nullif({}, '')", comparable(kind, column));
  }

  static Sql looksLikeEmail(Sql told) {
    return Sql.format("position('@' in {}) > 0", told);
  }
}
