package fr.oubli.decision.person;

import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * What identifies the person of a row: the account's key, the identities that the row itself
 * carries, and those of its account. Two rows with an identifier in common are of one person.
 *
 * @param collection of the row
 * @param alias of the row
 */
public record PersonIdentifiers(MappedSchema schema, String collection, String alias) {

  /** The kind of an account's key. */
  public static final String ACCOUNT = "account";

  /**
   * One identifier of a row.
   *
   * @param kind identifiers are compared with others of their kind
   * @param ofAccount it stands in the row's account, which has to be joined
   */
  public record Identifier(String kind, Sql value, boolean ofAccount) {}

  /**
   * All identifiers of the row, in the same order for every alias.
   *
   * @param account the alias of the row's account
   */
  public List<Identifier> all(String account) {
    List<Identifier> identifiers = new ArrayList<>();
    String people = schema.subjectRule().collection();
    boolean isPeople = collection.equals(people);
    schema
        .subjectKey(alias, collection)
        .ifPresent(key -> identifiers.add(new Identifier(ACCOUNT, key, false)));
    for (String kind : schema.subjectRule().samePersonBy()) {
      schema
          .identities(alias, collection, kind)
          .forEach(value -> identifiers.add(new Identifier(kind, value, false)));
      if (!isPeople && schema.subjectKey(alias, collection).isPresent()) {
        schema
            .identities(account, people, kind)
            .forEach(value -> identifiers.add(new Identifier(kind, value, true)));
      }
    }
    return identifiers;
  }
}
