package fr.oubli.decision;

import fr.oubli.datamap.References.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every way from a collection's rows to a person's events in another, or the same, collection: the
 * row itself, the identities it carries, and the account that it refers to.
 */
record PersonLinks(Estate estate, String collection, String events) {

  List<PersonLink> all() {
    List<PersonLink> links = new ArrayList<>();
    if (collection.equals(events)) {
      links.add(new PersonLink.OwnRow());
    }
    if (collection.equals(people())) {
      if (!events.equals(people()) && refers(events)) {
        links.add(ofAccount());
      }
    } else {
      toAccount()
          .ifPresent(
              path ->
                  links.add(
                      new PersonLink.ThroughAccount(
                          new Climb(estate, path),
                          new PersonLinks(estate, people(), events).all())));
    }
    for (String kind : estate.subjectRule().samePersonBy()) {
      links.addAll(byOwnIdentity(kind));
    }
    return links;
  }

  private PersonLink ofAccount() {
    return new PersonLink.Joined(
        estate,
        event -> estate.from(events, event),
        (row, event) -> Sql.format("{} = {}", subject(event, events), subject(row, people())));
  }

  private List<PersonLink> byOwnIdentity(String kind) {
    List<PersonLink> links = new ArrayList<>();
    for (int i = 0; i < estate.identities("t", collection, kind).size(); i++) {
      int own = i;
      for (int j = 0; j < estate.identities("t", events, kind).size(); j++) {
        links.add(carryingIt(kind, own, j));
      }
      if (refers(events) && !events.equals(people())) {
        links.add(ofOtherAccount(kind, own));
      }
    }
    return links;
  }

  /** Events that carry the identity themselves: guest orders, orders by telephone. */
  private PersonLink carryingIt(String kind, int own, int which) {
    return new PersonLink.Joined(
        estate,
        event -> estate.from(events, event),
        (row, event) ->
            Estate.same(
                estate.identities(event, events, kind).get(which),
                estate.identities(row, collection, kind).get(own)));
  }

  /** Events of any account that has the identity: the person's other accounts. */
  private PersonLink ofOtherAccount(String kind, int own) {
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
        (row, event) ->
            Estate.same(
                estate.identities(account, people(), kind).get(0),
                estate.identities(row, collection, kind).get(own)));
  }

  private Optional<List<Step>> toAccount() {
    return estate.pathUp(collection, people());
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
