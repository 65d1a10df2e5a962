package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Identities in a row that tell persons apart, and that are not those of who makes the request. */
record OthersIdentities(PersonSchema schema, long request) {

  /** The row carries an identity that tells persons apart, and it is not one of the person's. */
  Sql carried(String alias, Collection collection) {
    List<Sql> others = new ArrayList<>();
    for (String kind : schema.subject().samePersonBy()) {
      fields(kind, collection)
          .forEach(field -> others.add(isAnothers(kind, alias, collection, field)));
    }
    return Sql.any(others);
  }

  private Sql isAnothers(String kind, String alias, Collection collection, Field field) {
    return schema.any(
        alias, collection, field, value -> isAnothers(kind, schema.told(kind, value)));
  }

  private Sql isAnothers(String kind, Sql own) {
    List<Sql> theirs = new ArrayList<>();
    theirs.add(isStated(kind, own));
    for (Field account : schema.accounts().identities(kind)) {
      theirs.add(isOfOwnAccount(kind, account, own));
    }
    return Sql.format(
        "({} is not null and {} and not {})",
        own,
        PersonSchema.EMAIL.equals(kind) ? PersonSchema.looksLikeEmail(own) : Sql.TRUE,
        Sql.any(theirs));
  }

  /** The letter, or an account of the person, says this identity. */
  private Sql isStated(String kind, Sql identity) {
    return Sql.format(
        "exists (select 1 from oubli.request_identity i where i.request = {} and i.kind = {}"
            + " and not i.of_rows_alone and {} = {})",
        Sql.of("?", request),
        Sql.of("?", kind),
        schema.plain(kind, schema.comparable(kind, Sql.of("i.value"))),
        schema.plain(kind, identity));
  }

  /** An account of the person has it, in whatever spelling: the person's accounts are few. */
  private Sql isOfOwnAccount(String kind, Field account, Sql identity) {
    Collection accounts = schema.accounts();
    // The element that is asked for has the same name as theirs: it is named outside.
    return Sql.format(
        "coalesce({} in (select {} from {} where {}), false)",
        schema.plain(kind, identity),
        schema.plain(kind, schema.told(kind, schema.value("p", accounts, account))),
        schema.valuesOf("p", accounts, account),
        own("p", accounts.name()));
  }

  /**
   * @param which a condition on the account under the alias {@code p}
   */
  private Sql isOfAccount(String kind, Field account, Sql identity, Sql which) {
    Collection accounts = schema.accounts();
    if (schema.isList(accounts, account)) {
      // The element that is asked for has the same name: it is named outside.
      return Sql.format(
          "coalesce({} in (select {} from {} where {}), false)",
          identity,
          schema.told(kind, schema.value("p", accounts, account)),
          schema.valuesOf("p", accounts, account),
          which);
    }
    return Sql.format(
        "exists (select 1 from {} where {} and {} = {})",
        schema.rows(accounts.name(), "p"),
        which,
        schema.comparable(kind, schema.text("p", accounts, account)),
        identity);
  }

  /** The row carries an identity of an account that is not the person's. */
  Sql areOfAnAccount(String alias, Collection collection) {
    List<Sql> ways = new ArrayList<>();
    for (String kind : schema.subject().samePersonBy()) {
      schema
          .accounts()
          .identities(kind)
          .forEach(account -> ways.add(areOf(kind, alias, collection, account)));
    }
    return Sql.any(ways);
  }

  private Sql areOf(String kind, String alias, Collection collection, Field account) {
    Sql others = own("p", schema.accounts().name()).not();
    return Sql.any(
        fields(kind, collection)
            .map(
                field ->
                    schema.any(
                        alias,
                        collection,
                        field,
                        value ->
                            Sql.all(
                                isAnothers(kind, schema.told(kind, value)),
                                isOfAccount(kind, account, schema.told(kind, value), others))))
            .toList());
  }

  /** The fields that tell whose a row is. */
  Stream<Field> fields(String kind, Collection collection) {
    return collection.identities(kind).stream().filter(field -> !field.disclosure().otherPerson());
  }

  private Sql own(String alias, String collection) {
    return RequestedRows.own(alias, schema.table(collection), collection, request);
  }
}
