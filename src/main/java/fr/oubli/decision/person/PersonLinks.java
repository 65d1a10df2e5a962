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
      for (int own = 0; own < identities("t", collection, kind); own++) {
        List<PersonLink> byIdentity = byOwnIdentity(kind, own);
        if (!byIdentity.isEmpty()) {
          links.addAll(besideAccount(kind, own, byIdentity));
        }
      }
    }
    return links;
  }

  private List<PersonLink> besideAccount(String kind, int own, List<PersonLink> byIdentity) {
    return collection.equals(people())
        ? byIdentity
        : toAccount()
            .map(path -> new ReferencePath(schema, path))
            .map(
                upwards ->
                    List.<PersonLink>of(
                        new PersonLink.ByOwnIdentity(
                            row -> differs(upwards, kind, own, row), byIdentity)))
            .orElse(byIdentity);
  }

  private Sql differs(ReferencePath upwards, String kind, int own, String row) {
    return Sql.format(
        "{} is distinct from {}",
        schema.identities(row, collection, kind).get(own),
        upwards.value(row, account -> schema.identities(account, people(), kind).get(0)));
  }

  private int identities(String alias, String rows, String kind) {
    return schema.identities(alias, rows, kind).size();
  }

  private PersonLink ofAccount() {
    return new PersonLink.Joined(
        schema,
        event -> schema.from(events, event),
        (row, event) -> Sql.format("{} = {}", subject(event, events), subject(row, people())));
  }

  private List<PersonLink> byOwnIdentity(String kind, int own) {
    List<PersonLink> links = new ArrayList<>();
    for (int which = 0; which < identities("t", events, kind); which++) {
      links.add(carryingIt(kind, own, which));
    }
    if (refers(events) && !events.equals(people())) {
      links.add(ofOtherAccount(kind, own));
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
            Sql.all(
                List.of(
                    MappedSchema.same(
                        schema.identities(account, people(), kind).get(0),
                        schema.identities(row, collection, kind).get(own)),
                    isOther(account, row))));
  }

  /** The events of a row's own account are asked for by its key. */
  private Sql isOther(String account, String row) {
    return collection.equals(people())
        ? Sql.format("{} <> {}", subject(account, people()), subject(row, people()))
        : Sql.TRUE;
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
