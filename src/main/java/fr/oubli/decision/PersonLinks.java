package fr.oubli.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every way from a collection's rows to a person's events in another, or the same, collection. */
record PersonLinks(Estate estate, String collection, String events) {

  List<PersonLink> all() {
    List<PersonLink> links = new ArrayList<>();
    if (collection.equals(events)) {
      links.add(new PersonLink.OwnRow());
    }
    boolean ownKey = collection.equals(events) && events.equals(people());
    if (refers(collection) && refers(events) && !ownKey) {
      links.add(bySubject());
    }
    for (String kind : estate.subjectRule().samePersonBy()) {
      for (Function<String, Sql> identity : identitiesOfRow(kind)) {
        links.addAll(byIdentity(kind, identity));
        if (refers(events) && !events.equals(people())) {
          links.add(byOtherAccount(kind, identity));
        }
      }
    }
    return links;
  }

  private PersonLink bySubject() {
    return new PersonLink.Joined(
        estate,
        event -> estate.from(events, event),
        (row, event) -> Sql.format("{} = {}", subject(event, events), subject(row, collection)));
  }

  /** Events that carry the identity themselves: guest orders, orders by telephone. */
  private List<PersonLink> byIdentity(String kind, Function<String, Sql> identity) {
    List<PersonLink> links = new ArrayList<>();
    for (int i = 0; i < estate.identities("t", events, kind).size(); i++) {
      int which = i;
      links.add(
          new PersonLink.Joined(
              estate,
              event -> estate.from(events, event),
              (row, event) ->
                  Sql.format(
                      "{} = {}",
                      estate.identities(event, events, kind).get(which),
                      identity.apply(row))));
    }
    return links;
  }

  /** Events of any account that has the identity: the person's other accounts. */
  private PersonLink byOtherAccount(String kind, Function<String, Sql> identity) {
    String account = estate.freshAlias();
    return new PersonLink.Joined(
        estate,
        event ->
            Sql.format(
                "{} join {} on {} = {}",
                estate.from(people(), account),
                estate.from(events, event),
                subject(event, events),
                subject(account, people())),
        (row, event) -> Sql.format("{} = {}", accountIdentity(account, kind), identity.apply(row)));
  }

  /** The identities a row goes by: its own columns, and those of the account it refers to. */
  private List<Function<String, Sql>> identitiesOfRow(String kind) {
    List<Function<String, Sql>> own = new ArrayList<>();
    for (int i = 0; i < estate.identities("t", collection, kind).size(); i++) {
      int which = i;
      own.add(row -> estate.identities(row, collection, kind).get(which));
    }
    if (!collection.equals(people()) && refers(collection)) {
      own.add(row -> identityOfAccount(row, kind));
    }
    return own;
  }

  private Sql identityOfAccount(String row, String kind) {
    String account = estate.freshAlias();
    return Sql.format(
        "(select {} from {} where {} = {})",
        accountIdentity(account, kind),
        estate.from(people(), account),
        subject(account, people()),
        subject(row, collection));
  }

  private Sql accountIdentity(String account, String kind) {
    return estate.identities(account, people(), kind).get(0);
  }

  private boolean refers(String name) {
    return estate.subjectKey("t", name).isPresent();
  }

  private Sql subject(String alias, String name) {
    return estate.subjectKey(alias, name).orElseThrow();
  }

  private String people() {
    return estate.subjectRule().collection();
  }
}
