package fr.oubli.decision.person;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.AccountIdentities.AccountIdentity;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.ReferencedKey;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every way from a row to the events of its person: the row itself, the identities that it carries,
 * the account that it refers to, and the rows below of which the map says that they tell whose it
 * is.
 *
 * @param collection of the row
 * @param events the collection of the events, which can be the same
 * @param ties whose clock the events bear on
 */
public record PersonLinks(MappedSchema schema, String collection, String events, EventTies ties) {

  /** The links to events that are their owner's. */
  public PersonLinks(MappedSchema schema, String collection, String events) {
    this(schema, collection, events, EventTies.OWNER);
  }

  public List<PersonLink> all() {
    return Stream.concat(ofOwner().stream(), besidesOwner().stream()).toList();
  }

  /** The row itself, and the events of the accounts whose it is. */
  public List<PersonLink> ofOwner() {
    List<PersonLink> links = new ArrayList<>();
    if (collection.equals(events)) {
      links.add(new PersonLink.OwnRow());
    }
    if (collection.equals(people())) {
      links.addAll(ofAccount());
    } else {
      List<PersonLink> ofPeople = new PersonLinks(schema, people(), events, ties).all();
      for (List<Step> way : schema.persons().owners(collection)) {
        links.add(new PersonLink.Through(new ReferencePath(schema, way), ofPeople));
      }
    }
    return links;
  }

  /** The events by identities, of the row itself and of rows below. */
  public List<PersonLink> besidesOwner() {
    return Stream.concat(ofIdentities(true).stream(), ofRowsBelow().stream()).toList();
  }

  /**
   * The events by the identities that the row itself carries.
   *
   * @param beside whether those that the row's account has too are left to the account
   */
  private List<PersonLink> ofIdentities(boolean beside) {
    List<PersonLink> links = new ArrayList<>();
    for (String kind : schema.subjectRule().samePersonBy()) {
      for (int own = 0; own < identities("t", collection, kind); own++) {
        List<PersonLink> byIdentity = byOwnIdentity(kind, own);
        if (!byIdentity.isEmpty()) {
          links.addAll(beside ? besideAccount(kind, own, byIdentity) : byIdentity);
        }
      }
    }
    return links;
  }

  /** The events by the identities of rows below that tell whose the row is. */
  private List<PersonLink> ofRowsBelow() {
    List<PersonLink> links = new ArrayList<>();
    for (List<Step> way : schema.persons().identified(collection)) {
      String below = Step.end(way);
      List<PersonLink> theirs = new PersonLinks(schema, below, events, ties).ofIdentities(false);
      if (!theirs.isEmpty()) {
        links.add(new PersonLink.Through(new ReferencePath(schema, way), theirs));
      }
    }
    return links;
  }

  private List<PersonLink> besideAccount(String kind, int own, List<PersonLink> byIdentity) {
    List<List<Step>> ways = schema.persons().owners(collection);
    List<AccountIdentity> ofAccount = schema.accounts().of(kind);
    boolean oneOfEach =
        ways.size() == 1 && ofAccount.size() == 1 && ofAccount.get(0).way().isEmpty();
    if (collection.equals(people()) || !oneOfEach) {
      return byIdentity;
    }
    ReferencePath upwards = new ReferencePath(schema, ways.get(0));
    return List.of(
        new PersonLink.ByOwnIdentity(row -> differs(upwards, kind, own, row), byIdentity));
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

  /** The events of the account that the row is. */
  private List<PersonLink> ofAccount() {
    return waysOfEvents()
        .map(
            way ->
                joined(
                    (row, event) -> {
                      ReferencedKey account = accountOf(way, event);
                      return new PersonLink.Tied(
                          account.from(schema.from(events, event)),
                          account.when(Sql.format("{} = {}", account.key(), key(row, people()))));
                    }))
        .toList();
  }

  private List<PersonLink> byOwnIdentity(String kind, int own) {
    Function<String, Sql> ofRow = row -> schema.identities(row, collection, kind).get(own);
    List<PersonLink> links = new ArrayList<>();
    for (int which = 0; which < identities("t", events, kind); which++) {
      links.add(carryingIt(List.of(), events, kind, which, ofRow));
    }
    for (List<Step> way : ties.identified(schema.persons(), events)) {
      String below = Step.end(way);
      for (int which = 0; which < identities("t", below, kind); which++) {
        links.add(carryingIt(way, below, kind, which, ofRow));
      }
    }
    List<AccountIdentity> ofAccounts = schema.accounts().of(kind);
    waysOfEvents()
        .forEach(
            way -> ofAccounts.forEach(theirs -> links.add(ofOtherAccount(way, theirs, ofRow))));
    return links;
  }

  /**
   * Events that carry the identity, such as a guest's order or one by telephone.
   *
   * @param way from the event to the row that has it, which is empty where the event has it itself
   */
  private PersonLink carryingIt(
      List<Step> way, String carrier, String kind, int which, Function<String, Sql> ofRow) {
    return joined(
        schema.persons().endsInList(way),
        (row, event) -> {
          ReferencedKey identity =
              ReferencedKey.through(
                  schema, way, event, end -> schema.identities(end, carrier, kind).get(which));
          return new PersonLink.Tied(
              identity.from(schema.from(events, event)),
              identity.when(MappedSchema.same(identity.key(), ofRow.apply(row))));
        });
  }

  /** Events of the accounts that have the identity: the person's other accounts. */
  private PersonLink ofOtherAccount(
      List<Step> way, AccountIdentity identity, Function<String, Sql> ofRow) {
    return joined(
        !identity.way().isEmpty(),
        (row, event) -> {
          String account = schema.freshAlias();
          ReferencedKey key = accountOf(way, event);
          Sql theirs = Sql.format("{} = {}", key.key(), key(account, people()));
          Sql accounts = schema.from(people(), account);
          Sql rows = schema.from(events, event);
          ReferencedKey held =
              ReferencedKey.through(schema, identity.way(), account, identity.value());
          Sql same = held.when(MappedSchema.same(held.key(), ofRow.apply(row)));
          if (!held.tables().isEmpty()) {
            return new PersonLink.Tied(
                key.from(held.from(Sql.list(List.of(accounts, rows)))),
                Sql.all(key.when(theirs), same),
                isOther(account, row));
          }
          return key.tables().isEmpty()
              ? new PersonLink.Tied(
                  Sql.format("{} join {} on {}", accounts, rows, theirs),
                  same,
                  isOther(account, row))
              : new PersonLink.Tied(
                  key.from(Sql.list(List.of(accounts, rows))),
                  Sql.all(key.when(theirs), same),
                  isOther(account, row));
        });
  }

  /** The events of a row's own account are asked for by its key. */
  private Sql isOther(String account, String row) {
    return collection.equals(people())
        ? Sql.format("{} <> {}", key(account, people()), key(row, people()))
        : Sql.TRUE;
  }

  private ReferencedKey accountOf(List<Step> way, String event) {
    return ReferencedKey.ofPerson(schema, way, event, events);
  }

  /** The ways from an event to the accounts for which it counts. */
  private Stream<List<Step>> waysOfEvents() {
    return events.equals(people())
        ? Stream.empty()
        : ties.accounts(schema.persons(), events).stream();
  }

  private PersonLink joined(BiFunction<String, String, PersonLink.Tied> tied) {
    return joined(false, tied);
  }

  private PersonLink joined(boolean whole, BiFunction<String, String, PersonLink.Tied> tied) {
    return new PersonLink.Joined(schema, whole, tied);
  }

  private Sql key(String alias, String name) {
    return schema.key(alias, schema.table(name));
  }

  private String people() {
    return schema.subjectRule().collection();
  }
}
