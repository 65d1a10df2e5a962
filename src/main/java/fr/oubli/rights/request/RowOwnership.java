package fr.oubli.rights.request;

import fr.oubli.decision.person.RequestedRows;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a row says of whose it is, where a reference makes it look like the person's: somebody's
 * answer to the person's row is that somebody's.
 */
record RowOwnership(
    DataMap map,
    SubjectRule subject,
    Phones phones,
    Catalog catalog,
    ReferenceJoin joins,
    long request) {

  /**
   * The row refers to a confirmed one, by all columns of a key: a part alone leads to strangers.
   */
  Sql refersToConfirmed(Step step) {
    return Sql.format(
        "exists (select 1 from {} where {} and {})",
        rows(step.parent(), "p"),
        joins.on(step, "t", "p"),
        confirmed("p", step.parent()));
  }

  /** No other reference of the row leads to an account that is not the person's. */
  Sql byItsAccounts(Step followed) {
    List<Sql> conditions = new ArrayList<>();
    for (List<Step> way : new References(map).allWaysUp(followed.child(), subject.collection())) {
      Step first = way.get(0);
      if (!first.childField().equals(followed.childField())) {
        conditions.add(
            way.size() == 1
                ? Sql.format("({} is null or {})", column(first), refersToConfirmed(first))
                : Sql.format("not {}", leadsToAnother("t", way)));
      }
    }
    return Sql.all(conditions);
  }

  private Sql leadsToAnother(String alias, List<Step> way) {
    String parent = "p" + way.size();
    Step step = way.get(0);
    List<Sql> conditions = new ArrayList<>();
    conditions.add(joins.on(step, alias, parent));
    conditions.add(Sql.format("not {}", confirmed(parent, step.parent())));
    if (way.size() > 1) {
      conditions.add(leadsToAnother(parent, way.subList(1, way.size())));
    }
    return Sql.format(
        "exists (select 1 from {} where {})", rows(step.parent(), parent), Sql.all(conditions));
  }

  /**
   * The row itself carries what tells one person from another, and it is not the person's. Where
   * the reference is the row's way to its account, the account says whose it is.
   */
  Optional<Sql> byItsIdentity(Step followed) {
    Collection child = map.required(followed.child());
    boolean toAccount =
        new References(map)
            .pathUp(child.name(), subject.collection())
            .filter(way -> !way.isEmpty())
            .filter(way -> way.get(0).childField().equals(followed.childField()))
            .isPresent();
    List<Sql> others = new ArrayList<>();
    if (!toAccount) {
      for (String kind : subject.samePersonBy()) {
        child.identities(kind).stream()
            .filter(field -> !field.disclosure().otherPerson())
            .forEach(field -> others.add(isAnothers(kind, child, field)));
      }
    }
    return others.isEmpty() ? Optional.empty() : Optional.of(Sql.any(others));
  }

  private Sql isAnothers(String kind, Collection child, Field field) {
    Collection people = map.required(subject.collection());
    Sql own = told(phones, kind, text("t", child, field));
    List<Sql> theirs = new ArrayList<>();
    theirs.add(
        Sql.format(
            "exists (select 1 from oubli.request_identity i where i.request = {} and i.kind = {}"
                + " and not i.of_rows_alone and {} = {})",
            Sql.of("?", request),
            Sql.of("?", kind),
            comparable(phones, kind, Sql.of("i.value")),
            own));
    for (Field account : people.identities(kind)) {
      theirs.add(
          Sql.format(
              "exists (select 1 from {} where {} and {} = {})",
              rows(people.name(), "p"),
              confirmed("p", people.name()),
              comparable(phones, kind, text("p", people, account)),
              own));
    }
    return Sql.format("({} is not null and not {})", own, Sql.any(theirs));
  }

  private Sql rows(String collection, String alias) {
    return Sql.of(SqlName.rowsOf(table(collection)) + " " + alias);
  }

  private Sql confirmed(String alias, String collection) {
    return RequestedRows.confirmed(alias, table(collection), collection, request);
  }

  private Sql column(Step step) {
    return Sql.of("t." + SqlName.of(table(step.child()).column(step.childField())));
  }

  private Sql text(String alias, Collection collection, Field field) {
    return Sql.of(FieldSql.text(alias, table(collection.name()), field));
  }

  private Table table(String collection) {
    return catalog.table(map.required(collection));
  }

  /** An empty address tells nobody. */
  static Sql told(Phones phones, String kind, Sql column) {
    return Sql.format("nullif({}, '')", comparable(phones, kind, column));
  }

  static Sql comparable(Phones phones, String kind, Sql column) {
    return kind.equals(Identity.PHONE)
        ? phones.subscriber(column)
        : Sql.format("lower(btrim({}))", column);
  }
}
