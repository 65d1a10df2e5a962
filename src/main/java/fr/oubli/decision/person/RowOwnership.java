package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose a row is, where a reference leads from it to a row of the person of a request. The row can
 * still be somebody else's: another reference of it leads to another account, or it carries another
 * person's e-mail. Somebody's answer to the person's message is not the person's.
 */
record RowOwnership(PersonSchema schema, long request) {

  /**
   * The row refers to a confirmed one. All columns of a foreign key are compared: rows that share
   * only a part of it are of strangers.
   */
  Sql refersToConfirmed(Step step) {
    return Sql.format(
        "exists (select 1 from {} where {} and {})",
        schema.rows(step.parent(), "p"),
        schema.refers(step, "t", "p"),
        confirmed("p", step.parent()));
  }

  /** No other reference of the row leads to an account that is not the person's. */
  Sql noOtherAccount(Step followed) {
    List<Sql> conditions = new ArrayList<>();
    for (List<Step> way :
        schema.references().allWaysUp(followed.child(), schema.accounts().name())) {
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
    conditions.add(schema.refers(step, alias, parent));
    conditions.add(Sql.format("not {}", confirmed(parent, step.parent())));
    if (way.size() > 1) {
      conditions.add(leadsToAnother(parent, way.subList(1, way.size())));
    }
    return Sql.format(
        "exists (select 1 from {} where {})",
        schema.rows(step.parent(), parent),
        Sql.all(conditions));
  }

  /**
   * The row carries an identity that tells persons apart, and it is not one of the person's. Empty
   * where the row carries none, and where the reference is the row's way to its account: then the
   * account says whose the row is.
   */
  Optional<Sql> carriesAnothersIdentity(Step followed) {
    Collection child = schema.map().required(followed.child());
    List<Sql> others = new ArrayList<>();
    if (!leadsToAccount(followed)) {
      for (String kind : schema.subject().samePersonBy()) {
        child.identities(kind).stream()
            .filter(field -> !field.disclosure().otherPerson())
            .forEach(field -> others.add(isAnothers(kind, child, field)));
      }
    }
    return others.isEmpty() ? Optional.empty() : Optional.of(Sql.any(others));
  }

  private boolean leadsToAccount(Step followed) {
    return schema
        .references()
        .pathUp(followed.child(), schema.accounts().name())
        .filter(way -> !way.isEmpty())
        .filter(way -> way.get(0).childField().equals(followed.childField()))
        .isPresent();
  }

  private Sql isAnothers(String kind, Collection child, Field field) {
    Sql own = schema.told(kind, schema.text("t", child, field));
    List<Sql> theirs = new ArrayList<>();
    theirs.add(isStated(kind, own));
    for (Field account : schema.accounts().identities(kind)) {
      theirs.add(isOfConfirmedAccount(kind, account, own));
    }
    return Sql.format("({} is not null and not {})", own, Sql.any(theirs));
  }

  /** The letter, or an account of the person, says this identity. */
  private Sql isStated(String kind, Sql identity) {
    return Sql.format(
        "exists (select 1 from oubli.request_identity i where i.request = {} and i.kind = {}"
            + " and not i.of_rows_alone and {} = {})",
        Sql.of("?", request),
        Sql.of("?", kind),
        schema.comparable(kind, Sql.of("i.value")),
        identity);
  }

  private Sql isOfConfirmedAccount(String kind, Field account, Sql identity) {
    Collection accounts = schema.accounts();
    return Sql.format(
        "exists (select 1 from {} where {} and {} = {})",
        schema.rows(accounts.name(), "p"),
        confirmed("p", accounts.name()),
        schema.comparable(kind, schema.text("p", accounts, account)),
        identity);
  }

  private Sql confirmed(String alias, String collection) {
    return RequestedRows.confirmed(alias, schema.table(collection), collection, request);
  }

  private Sql column(Step step) {
    return Sql.of("t." + SqlName.of(schema.table(step.child()).column(step.childField())));
  }
}
