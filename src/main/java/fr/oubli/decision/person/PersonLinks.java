package fr.oubli.decision.person;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every way from a row to the events of its person: the row itself, the identities that it carries,
 * and the account that it refers to.
 *
 * @param collection of the row
 * @param events the collection of the events, which can be the same
 */
public record PersonLinks(MappedSchema schema, String collection, String events) {

  public List<PersonLink> all() {
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
                          new ReferencePath(schema, path),
                          new PersonLinks(schema, people(), events).all())));
    }
    for (String kind : schema.subjectRule().samePersonBy()) {
      links.addAll(byOwnIdentity(kind));
    }
    return links;
  }

  private PersonLink ofAccount() {
    return new PersonLink.Joined(
        schema,
        event -> schema.from(events, event),
        (row, event) -> Sql.format("{} = {}", subject(event, events), subject(row, people())));
  }

  private List<PersonLink> byOwnIdentity(String kind) {
    List<PersonLink> links = new ArrayList<>();
    for (int i = 0; i < schema.identities("t", collection, kind).size(); i++) {
      int own = i;
      for (int j = 0; j < schema.identities("t", events, kind).size(); j++) {
        links.add(carryingIt(kind, own, j));
      }
      if (refers(events) && !events.equals(people())) {
        links.add(ofOtherAccount(kind, own));
      }
    }
    return links;
  }

  /** Events that carry the identity themselves, such as a guest's order or one by telephone. */
  private PersonLink carryingIt(String kind, int own, int which) {
    return new PersonLink.Joined(
        schema,
        event -> schema.from(events, event),
        (row, event) ->
            MappedSchema.same(
                schema.identities(event, events, kind).get(which),
                schema.identities(row, collection, kind).get(own)));
  }

  /** Events of the accounts that have the identity: the person's other accounts. */
  private PersonLink ofOtherAccount(String kind, int own) {
    String account = schema.freshAlias();
    return new PersonLink.Joined(
        schema,
        event ->
            Sql.format(
                "{} join {} on {} = {}",
                schema.from(people(), account),
                schema.from(events, event),
                subject(event, events),
                subject(account, people())),
        (row, event) ->
            MappedSchema.same(
                schema.identities(account, people(), kind).get(0),
                schema.identities(row, collection, kind).get(own)));
  }

  private Optional<List<Step>> toAccount() {
    return schema.pathUp(collection, people());
  }

  private boolean refers(String name) {
    return schema.subjectKey("t", name).isPresent();
  }

  private Sql subject(String alias, String name) {
    return schema.subjectKey(alias, name).orElseThrow();
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
