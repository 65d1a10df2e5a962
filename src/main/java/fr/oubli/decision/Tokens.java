package fr.oubli.decision;

import java.util.ArrayList;
import java.util.List;

/** What tells the person of a row: the account's key, the row's identities, the account's. */
record Tokens(Estate estate, String collection, String alias) {

  /** Two expressions that are equal for rows of one person. */
  record Pair(Sql row, Sql event) {}

  List<Pair> pairedWith(Tokens events) {
    List<Pair> pairs = new ArrayList<>();
    estate
        .subjectKey(alias, collection)
        .ifPresent(
            key ->
                estate
                    .subjectKey(events.alias, events.collection)
                    .ifPresent(other -> pairs.add(new Pair(key, other))));
    for (String kind : estate.subjectRule().samePersonBy()) {
      for (Sql own : identities(kind)) {
        for (Sql other : events.identities(kind)) {
          pairs.add(new Pair(own, other));
        }
      }
    }
    return pairs;
  }

  /** The row's own identities, then those of its account. */
  private List<Sql> identities(String kind) {
    List<Sql> all = new ArrayList<>(estate.identities(alias, collection, kind));
    String people = estate.subjectRule().collection();
    if (!collection.equals(people)) {
      estate
          .subjectKey(alias, collection)
          .ifPresent(
              key -> {
                String account = estate.freshAlias();
                all.add(
                    Sql.format(
                        "(select {} from {} where {} = {})",
                        estate.identities(account, people, kind).get(0),
                        estate.from(people, account),
                        estate.key(account, estate.table(people)),
                        key));
              });
    }
    return all;
  }
}
