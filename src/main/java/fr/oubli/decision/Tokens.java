package fr.oubli.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * What tells the person of a row: the account's key, the row's identities, the account's. Two rows
 * with a token in common are of one person.
 *
 * @param collection whose rows, under the alias, the tokens are of
 */
record Tokens(Estate estate, String collection, String alias) {

  static final String ACCOUNT = "account";

  /**
   * A token of a row.
   *
   * @param kind tokens are compared within a kind
   * @param ofAccount the token stands in the row's account, which has to be joined
   */
  record Token(String kind, Sql value, boolean ofAccount) {}

  List<Token> all(String account) {
    List<Token> tokens = new ArrayList<>();
    String people = estate.subjectRule().collection();
    boolean isPeople = collection.equals(people);
    estate
        .subjectKey(alias, collection)
        .ifPresent(key -> tokens.add(new Token(ACCOUNT, key, false)));
    for (String kind : estate.subjectRule().samePersonBy()) {
      estate
          .identities(alias, collection, kind)
          .forEach(value -> tokens.add(new Token(kind, value, false)));
      if (!isPeople && estate.subjectKey(alias, collection).isPresent()) {
        estate
            .identities(account, people, kind)
            .forEach(value -> tokens.add(new Token(kind, value, true)));
      }
    }
    return tokens;
  }
}
