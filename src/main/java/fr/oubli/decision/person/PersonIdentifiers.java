package fr.oubli.decision.person;

import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells the person of a row: the account's key, the row's identities, the account's. Two rows
 * with a token in common are of one person.
 *
 * @param collection whose rows, under the alias, the tokens are of
 */
public record PersonIdentifiers(MappedSchema schema, String collection, String alias) {

  public static final String ACCOUNT = "account";

  /**
   * A token of a row.
   *
   * @param kind tokens are compared within a kind
   * @param ofAccount the token stands in the row's account, which has to be joined
   */
  public record Token(String kind, Sql value, boolean ofAccount) {}

  public List<Token> all(String account) {
    List<Token> tokens = new ArrayList<>();
    String people = schema.subjectRule().collection();
    boolean isPeople = collection.equals(people);
    schema
        .subjectKey(alias, collection)
        .ifPresent(key -> tokens.add(new Token(ACCOUNT, key, false)));
    for (String kind : schema.subjectRule().samePersonBy()) {
      schema
          .identities(alias, collection, kind)
          .forEach(value -> tokens.add(new Token(kind, value, false)));
      if (!isPeople && schema.subjectKey(alias, collection).isPresent()) {
        schema
            .identities(account, people, kind)
            .forEach(value -> tokens.add(new Token(kind, value, true)));
      }
    }
    return tokens;
  }
}
