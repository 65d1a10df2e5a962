package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.ReferenceJoin;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose a row is, where a reference leads from it to a row of the person of a request, or back. The
 * row can still be somebody else's: another reference of it leads to another account, or it carries
 * another person's e-mail. Somebody's answer to the person's message is not the person's.
 */
record RowOwnership(PersonSchema schema, OwnerSteps owners, long request) {

  /**
   * The step leads to a row of the person. All columns of a foreign key are compared: rows that
   * share only a part of it are of strangers.
   */
  Sql leadsToOwn(Step step) {
    return schema
        .joins()
        .heldKey(step, "t")
        .map(key -> RequestedRows.own(key, schema.table(step.to()), step.to(), request))
        .orElseGet(() -> leadsTo(step, own("p", step.to())));
  }

  /**
   * The step leads down to a row of the person that itself says whose it is. One that is theirs
   * only because it belongs to another row of theirs tells nothing of the rows above it.
   */
  Sql leadsToTelling(Step step) {
    return leadsTo(step, Sql.all(own("p", step.to()), tells("p", step.to(), Set.of(step.from()))));
  }

  private Sql tells(String alias, String collection, Set<String> met) {
    if (collection.equals(schema.accounts().name())) {
      return Sql.TRUE;
    }
    List<Sql> ways = new ArrayList<>();
    owners.toAccounts(collection).forEach(way -> ways.add(leadsSomewhere(alias, way)));
    for (String kind : schema.subject().samePersonBy()) {
      Collection carrier = schema.map().required(collection);
      others()
          .fields(kind, carrier)
          .forEach(
              field ->
                  ways.add(
                      schema.any(
                          alias,
                          carrier,
                          field,
                          value -> Sql.format("{} is not null", schema.told(kind, value)))));
    }
    Set<String> now = new HashSet<>(met);
    now.add(collection);
    String below = "c" + now.size();
    owners.tellingBelow(collection).stream()
        .filter(step -> !now.contains(step.to()))
        .forEach(
            step ->
                ways.add(
                    Sql.format(
                        "exists (select 1 from {} where {})",
                        schema.rows(step.to(), below),
                        Sql.all(schema.refers(step, alias, below), tells(below, step.to(), now)))));
    return Sql.any(ways);
  }

  /**
   * The step leads to a row that is the person's, or to one that others own together with them and
   * that is only proposed therefore.
   *
   * @param anyOwn whether rows of a collection are the person's own; of others none is looked for
   * @param anyShared whether rows of a collection may be shared and not their own
   */
  Sql leadsToOwnOrShared(Step step, Predicate<String> anyOwn, Predicate<String> anyShared) {
    Sql shared = isShared("p", step.to(), Set.of(), anyOwn, anyShared);
    return leadsTo(step, Sql.any(List.of(own("p", step.to()), shared)));
  }

  /**
   * The row is shared and not the person's own.
   *
   * @param owning the steps to what may be the person's own
   * @param sharing the steps to what may be shared in its turn
   */
  Sql isSharedOnly(String alias, String collection, List<Step> owning, List<Step> sharing) {
    Set<Step> steps = new LinkedHashSet<>(owning);
    steps.addAll(sharing);
    List<Sql> ways = new ArrayList<>();
    for (Step step : steps) {
      List<Sql> theirs = new ArrayList<>();
      if (owning.contains(step)) {
        theirs.add(own("s", step.to()));
      }
      if (sharing.contains(step)) {
        theirs.add(isShared("s", step.to(), Set.of(collection), any -> true, any -> true));
      }
      ways.add(
          Sql.format(
              "exists (select 1 from {} where {})",
              schema.rows(step.to(), "s"),
              Sql.all(schema.refers(step, alias, "s"), Sql.any(theirs))));
    }
    return Sql.all(
        RequestedRows.tied(alias, schema.table(collection), collection, request),
        own(alias, collection).not(),
        Sql.any(ways));
  }

  /** What belongs to a row that others own too is shared as well; a collection is met once. */
  private Sql isShared(
      String alias,
      String collection,
      Set<String> met,
      Predicate<String> anyOwn,
      Predicate<String> anyShared) {
    Set<String> now = new HashSet<>(met);
    now.add(collection);
    String next = "s" + now.size();
    List<Sql> ways = new ArrayList<>();
    for (Step owner : owners.of(collection)) {
      String to = owner.to();
      List<Sql> theirs = new ArrayList<>();
      if (anyOwn.test(to)) {
        theirs.add(own(next, to));
      }
      if (!now.contains(to) && !to.equals(schema.accounts().name()) && anyShared.test(to)) {
        theirs.add(isShared(next, to, now, anyOwn, anyShared));
      }
      if (!theirs.isEmpty()) {
        ways.add(
            Sql.format(
                "exists (select 1 from {} where {})",
                schema.rows(to, next),
                Sql.all(schema.refers(owner, alias, next), Sql.any(theirs))));
      }
    }
    return Sql.all(
        RequestedRows.tied(alias, schema.table(collection), collection, request), Sql.any(ways));
  }

  /** The step leads to a row that is the person's, or concerns them. */
  Sql leadsToTied(Step step) {
    return schema
        .joins()
        .heldKey(step, "t")
        .map(key -> RequestedRows.tied(key, schema.table(step.to()), step.to(), request))
        .orElseGet(
            () ->
                leadsTo(
                    step, RequestedRows.tied("p", schema.table(step.to()), step.to(), request)));
  }

  private Sql leadsTo(Step step, Sql row) {
    return Sql.format(
        "exists (select 1 from {} where {} and {})",
        schema.rows(step.to(), "p"),
        schema.refers(step, "t", "p"),
        row);
  }

  /**
   * Nothing else says whose the row is: no other reference, no row below, no identity of its own.
   */
  Sql nobodyElses(Step followed) {
    List<Sql> conditions = new ArrayList<>();
    for (List<Step> way :
        schema.references().allWaysUp(followed.child(), schema.accounts().name())) {
      Step first = way.get(0);
      if (!first.childField().equals(followed.childField())) {
        conditions.add(way.size() == 1 ? isOwnIfAny(first) : leadsToAnother("t", way).not());
      }
    }
    owners.toAccounts(followed.child()).stream()
        .filter(Step::anyDown)
        .filter(way -> !way.get(0).equals(followed))
        .forEach(way -> conditions.add(leadsToAnother("t", way).not()));
    owners.tellingBelow(followed.child()).forEach(step -> conditions.add(nobodyElseBelow(step)));
    conditions.add(others().carried("t", schema.map().required(followed.child())).not());
    return Sql.all(conditions);
  }

  /**
   * Where a reference to an account holds, it leads to the person's, and not to one that is gone.
   */
  private Sql isOwnIfAny(Step step) {
    ReferenceJoin joins = schema.joins();
    return Sql.any(
        List.of(
            Sql.format("{} is null", joins.startColumns(step, "t")),
            joins.condition(step, "t").not(),
            leadsToOwn(step)));
  }

  private Sql leadsToAnother(String alias, List<Step> way) {
    String next = "p" + way.size();
    Step step = way.get(0);
    List<Sql> conditions = new ArrayList<>();
    conditions.add(schema.refers(step, alias, next));
    conditions.add(own(next, step.to()).not());
    if (way.size() > 1) {
      conditions.add(leadsToAnother(next, way.subList(1, way.size())));
    }
    return Sql.format(
        "exists (select 1 from {} where {})", schema.rows(step.to(), next), Sql.all(conditions));
  }

  /**
   * No row below that tells whose the row is tells of somebody else, nor does a reference. Rows
   * below that tell of nobody do not count, such as the other keys and values of a post.
   */
  Sql onlyTheirsBelow(String collection) {
    List<Sql> conditions = new ArrayList<>();
    for (Step step : owners.tellingBelow(collection)) {
      conditions.add(nobodyElseBelow(step));
    }
    owners.toAccounts(collection).stream()
        .filter(way -> !way.get(0).down())
        .forEach(way -> conditions.add(leadsToAnother("t", way).not()));
    return Sql.all(conditions);
  }

  /**
   * Nothing says that somebody else owns a row that carries an identity of the person: no row
   * below, no reference, no identity of another account. An address that is no account's says
   * nothing.
   */
  Sql onlyTheirs(Collection collection) {
    List<Sql> conditions = new ArrayList<>(List.of(onlyTheirsBelow(collection.name())));
    conditions.add(others().areOfAnAccount("t", collection).not());
    return Sql.all(conditions);
  }

  /** No other row than the person's is at the end of a step down. */
  Sql nobodyElseBelow(Step step) {
    return Sql.format(
            "exists (select 1 from {} where {})",
            schema.rows(step.to(), "b"),
            Sql.all(
                schema.refers(step, "t", "b"),
                own("b", step.to()).not(),
                isSomebodys("b", step.to())))
        .not();
  }

  /** The step leads to a row that is the person's, or would be if it were confirmed. */
  Sql leadsToTheirs(Step step) {
    return leadsTo(step, RequestedRows.theirs("p", schema.table(step.to()), step.to(), request));
  }

  private Sql isSomebodys(String alias, String collection) {
    return isSomebodys(alias, collection, Set.of());
  }

  /** A row below may tell it in its turn; a collection is met once. */
  private Sql isSomebodys(String alias, String collection, Set<String> met) {
    if (collection.equals(schema.accounts().name())) {
      return Sql.TRUE;
    }
    List<Sql> ways = new ArrayList<>();
    ways.add(others().carried(alias, schema.map().required(collection)));
    owners.toAccounts(collection).forEach(way -> ways.add(leadsToAnother(alias, way)));
    Set<String> now = new HashSet<>(met);
    now.add(collection);
    String below = "b" + now.size();
    owners.tellingBelow(collection).stream()
        .filter(step -> !now.contains(step.to()))
        .forEach(
            step ->
                ways.add(
                    Sql.format(
                        "exists (select 1 from {} where {})",
                        schema.rows(step.to(), below),
                        Sql.all(
                            schema.refers(step, alias, below),
                            own(below, step.to()).not(),
                            isSomebodys(below, step.to(), now)))));
    return Sql.any(ways);
  }

  /** No way of the owner leads from the row to any account. */
  Sql hasNoOwner(String collection) {
    return Sql.all(
        owners.toAccounts(collection).stream().map(way -> leadsSomewhere("t", way).not()).toList());
  }

  /**
   * A way of the owner that begins with the step leads to an account of the person, or the row
   * carries no identity of somebody else: where the step leads to a row that is the person's by an
   * identity alone, an identity of its own says more.
   */
  Sql leadsToAccountOrSaysNothing(Step step) {
    List<Sql> ways = new ArrayList<>();
    owners.toAccounts(step.from()).stream()
        .filter(way -> way.get(0).equals(step))
        .forEach(way -> ways.add(leadsToOwnAccount("t", way)));
    ways.add(others().carried("t", schema.map().required(step.from())).not());
    return Sql.any(ways);
  }

  private Sql leadsToOwnAccount(String alias, List<Step> way) {
    String next = "p" + way.size();
    Step step = way.get(0);
    return Sql.format(
        "exists (select 1 from {} where {})",
        schema.rows(step.to(), next),
        Sql.all(
            schema.refers(step, alias, next),
            way.size() == 1
                ? own(next, step.to())
                : leadsToOwnAccount(next, way.subList(1, way.size()))));
  }

  private Sql leadsSomewhere(String alias, List<Step> way) {
    if (way.isEmpty()) {
      return Sql.TRUE;
    }
    String next = "p" + way.size();
    Step step = way.get(0);
    return Sql.format(
        "exists (select 1 from {} where {})",
        schema.rows(step.to(), next),
        Sql.all(
            schema.refers(step, alias, next), leadsSomewhere(next, way.subList(1, way.size()))));
  }

  private OthersIdentities others() {
    return new OthersIdentities(schema, request);
  }

  private Sql own(String alias, String collection) {
    return RequestedRows.own(alias, schema.table(collection), collection, request);
  }
}
