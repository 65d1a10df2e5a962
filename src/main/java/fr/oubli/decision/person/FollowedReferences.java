package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.datamap.Tie;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where references lead from the confirmed rows of a request: to the rows that belong to them, to
 * the accounts that they refer to, and to rows of others that concern the person.
 *
 * <p>A reference is asked again only where rows of a collection that it looks at were found since:
 * in a map of thousands of tables a person has rows of few.
 */
public final class FollowedReferences {

  private final PersonSchema schema;
  private final long request;
  private final Confirmations found;
  private final OwnerSteps owners;
  private final RowOwnership ownership;
  private final SharedRows shared;
  private final Map<Step, Integer> asked = new HashMap<>();
  private final Map<Step, Integer> askedOfParties = new HashMap<>();
  private final Map<Step, Integer> askedOfOwn = new HashMap<>();

  public FollowedReferences(PersonSchema schema, long request, Confirmations found) {
    this.schema = schema;
    this.request = request;
    this.found = found;
    this.owners = schema.owners();
    this.ownership = new RowOwnership(schema, owners, request);
    this.shared = new SharedRows(ownership, owners, schema.accounts().name(), found);
  }

  /** Rows that are the person's, by each reference of the map in turn. */
  public Stream<MatchCandidates> referring() {
    return others()
        .flatMap(
            collection ->
                Stream.concat(
                    owners.of(collection.name()).stream()
                        .filter(step -> found.any(step.to()))
                        .filter(step -> hasNews(step, asksAccounts(collection, step)))
                        .map(step -> owned(collection, step)),
                    owners.others(collection).stream()
                        .filter(step -> found.any(step.to()))
                        .filter(step -> hasNews(step, true))
                        .map(step -> nobodyElses(collection, step))));
  }

  private Stream<Collection> others() {
    return schema.map().collections().stream()
        .filter(collection -> !collection.name().equals(schema.accounts().name()));
  }

  /** Whether a row can carry somebody's identity, and the step leads to no account by itself. */
  private boolean maySayOtherwise(Collection collection, Step step) {
    return !step.down()
        && !step.to().equals(schema.accounts().name())
        && schema.subject().samePersonBy().stream()
            .anyMatch(kind -> !collection.identities(kind).isEmpty());
  }

  private boolean asksAccounts(Collection collection, Step step) {
    return mayBeShared(collection, step) || maySayOtherwise(collection, step);
  }

  /** Whether a row of the collection can have several owners. */
  private boolean mayBeShared(Collection collection, Step step) {
    return step.down() || owners.of(collection.name()).size() > 1;
  }

  /**
   * By a reference that says whose the row is. A row that others own too is not the person's to
   * end.
   */
  private MatchCandidates owned(Collection collection, Step step) {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(step.down() ? ownership.leadsToTelling(step) : ownership.leadsToOwn(step));
    if (mayBeShared(collection, step)) {
      conditions.add(ownership.onlyTheirsBelow(collection.name()));
    }
    if (maySayOtherwise(collection, step)) {
      conditions.add(ownership.leadsToAccountOrSaysNothing(step));
    }
    return MatchCandidates.owned(collection, foundBy(step), Sql.all(conditions));
  }

  /** By any other reference, where nothing says that another person owns the row. */
  private MatchCandidates nobodyElses(Collection collection, Step step) {
    return MatchCandidates.owned(
        collection,
        foundBy(step),
        Sql.all(ownership.leadsToOwn(step), ownership.nobodyElses(step)));
  }

  /**
   * Whether rows were confirmed since the step was asked for.
   *
   * @param wide whose the row is depends on other rows above and below it, and on the accounts
   */
  private boolean hasNews(Step step, boolean wide) {
    Set<String> asking = new HashSet<>(Set.of(step.to()));
    if (wide) {
      asking.add(schema.accounts().name());
      asking.addAll(schema.references().above(step.from()));
      for (Step below : owners.tellingBelow(step.from())) {
        asking.add(below.to());
        asking.addAll(schema.references().above(below.to()));
      }
    }
    return isNewer(asked, step, asking.stream().mapToInt(found::latest).max().orElse(0));
  }

  private static boolean isNewer(Map<Step, Integer> asked, Step step, int latest) {
    Integer before = asked.put(step, latest);
    return before == null || before < latest;
  }

  /**
   * Accounts that a confirmed row refers to, and accounts that refer to one. An order with the
   * person's e-mail can be on somebody else's account, and a company's customers are not the one
   * who wrote for the company: the operator decides.
   */
  public Stream<MatchCandidates> accounts() {
    Collection accounts = schema.accounts();
    Stream<MatchCandidates> referred =
        others()
            .filter(child -> found.any(child.name()))
            .flatMap(
                child ->
                    owners.toAccounts(child.name()).stream()
                        .filter(way -> way.size() == 1 && !way.get(0).down())
                        .map(way -> account(child, way.get(0))));
    Stream<MatchCandidates> referring =
        OwnerSteps.ups(accounts).stream()
            .filter(step -> schema.references().tie(step) != Tie.IDENTIFIES)
            .filter(step -> found.any(step.to()))
            .map(
                step ->
                    MatchCandidates.doubtful(
                        accounts,
                        accounts.field(step.childField()).orElseThrow(),
                        ownership.leadsToOwn(step)));
    return Stream.concat(referred, referring);
  }

  private MatchCandidates account(Collection child, Step step) {
    Sql condition =
        Sql.format(
            "exists (select 1 from {} where {} and {})",
            schema.rows(child.name(), "p"),
            schema.refers(step, "p", "t"),
            RequestedRows.own("p", schema.table(child), child.name(), request));
    return new MatchCandidates(
        schema.accounts(),
        foundBy(new Step(step.child(), step.childField(), "", "", true)),
        false,
        MatchCandidates.Part.OWNER,
        null,
        condition);
  }

  /**
   * Rows of others that are tied to a row that was found, by each reference that does not say whose
   * they are; and rows of which nothing says whose they are, that a row of the person refers to.
   * Whatever lies on the way to them is found too, so that one step at a time is enough.
   */
  public Stream<MatchCandidates> parties() {
    return others().flatMap(collection -> partySteps(collection).stream().flatMap(this::party));
  }

  /** From which rows of a request a step of a party is taken. */
  private enum TakenFrom {
    OWN,
    OWN_OR_SHARED,
    ALL
  }

  /**
   * One step of a party.
   *
   * @param ownerless it is taken from rows alone of which nothing says whose they are
   */
  private record PartyStep(Collection from, Step step, TakenFrom rows, boolean ownerless) {}

  private List<PartyStep> partySteps(Collection collection) {
    String name = collection.name();
    List<PartyStep> steps = new ArrayList<>();
    for (Step step : OwnerSteps.ups(collection)) {
      // An answer to an answer says nothing of the person any more.
      TakenFrom rows = step.to().equals(name) ? TakenFrom.OWN : TakenFrom.ALL;
      steps.add(new PartyStep(collection, step, rows, false));
    }
    boolean owned = owners.alwaysOwned(name, schema.joins());
    for (Step step : schema.references().stepsDown(name)) {
      boolean telling = schema.references().tie(step) == Tie.IDENTIFIES;
      if (step.to().equals(name) || (!telling && (owned || !collection.personal()))) {
        continue;
      }
      steps.add(new PartyStep(collection, step, downFrom(step, telling), !telling));
    }
    return steps;
  }

  private TakenFrom downFrom(Step step, boolean telling) {
    if (step.to().equals(schema.accounts().name())) {
      return TakenFrom.OWN;
    }
    return telling || owners.of(step.to()).isEmpty() ? TakenFrom.ALL : TakenFrom.OWN_OR_SHARED;
  }

  private Stream<MatchCandidates> party(PartyStep from) {
    Step step = from.step();
    int latest = from.rows() == TakenFrom.OWN ? found.latest(step.to()) : found.touched(step.to());
    if (latest == 0 || !isNewer(askedOfParties, step, latest)) {
      return Stream.empty();
    }
    boolean orShared = from.rows() == TakenFrom.OWN_OR_SHARED && shared.maybe(step.to());
    if (from.rows() == TakenFrom.OWN_OR_SHARED
        && !orShared
        && !(found.any(step.to()) && isNewer(askedOfOwn, step, found.latest(step.to())))) {
      return Stream.empty();
    }
    Sql tied =
        switch (from.rows()) {
          case OWN -> ownership.leadsToOwn(step);
          case OWN_OR_SHARED ->
              orShared
                  ? ownership.leadsToOwnOrShared(step, found::any, shared::maybe)
                  : ownership.leadsToOwn(step);
          case ALL -> ownership.leadsToTied(step);
        };
    boolean named =
        !step.down()
            && from.from()
                .field(step.childField())
                .map(Field::disclosure)
                .filter(disclosure -> disclosure.otherPerson())
                .isPresent();
    String way =
        step.down()
            ? foundBy(step)
            : "%s.%s to %s".formatted(step.child(), step.childField(), step.parent());
    Sql all = Sql.all(tied, from.ownerless() ? ownership.hasNoOwner(from.from().name()) : Sql.TRUE);
    MatchCandidates party = MatchCandidates.party(from.from(), foundBy(step), named, way, all);
    return named || !owners.of(from.from().name()).isEmpty()
        ? Stream.of(party)
        : Stream.of(
            MatchCandidates.unclaimed(
                from.from(), foundBy(step), way, Sql.all(all, isNobodyElses(step))),
            party);
  }

  /**
   * Nothing says whose rows of the collection are, and this one is tied to nobody else: if the
   * operator confirms it, it is the person's.
   */
  private Sql isNobodyElses(Step step) {
    // What was found of it before has to be known.
    found.touched(step.to());
    return step.down()
        ? ownership.nobodyElseBelow(step)
        : Sql.all(ownership.leadsToTheirs(step), ownership.nobodyElses(step));
  }

  /** The field that leads to the person, with its collection where it is not the row's own. */
  private static String foundBy(Step step) {
    return step.down() ? step.child() + "." + step.childField() : step.childField();
  }
}
