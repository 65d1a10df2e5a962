package fr.oubli.decision;

import fr.oubli.catalog.Catalog;
import fr.oubli.catalog.ForeignKeyOrder;
import fr.oubli.catalog.Table;
import fr.oubli.datamap.Collection;
import fr.oubli.datamap.DataMap;
import fr.oubli.datamap.Field;
import fr.oubli.policy.Clock;
import fr.oubli.policy.Keep;
import fr.oubli.policy.Policy;
import fr.oubli.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a request of erasure makes due: the rows found for it, by the actions of the rules that
 * would have reached them in time, and kept by whatever keeps them from the purge.
 */
public final class RequestDecisions {

  public static final String OTHERS_RECORD = "record of another person";

  private final Policy policy;
  private final DataMap map;
  private final Catalog catalog;
  private final Estate estate;
  private final Anchors anchors;
  private final long request;

  public RequestDecisions(
      Policy policy, DataMap map, Catalog catalog, LocalDate asOf, long request) {
    this.policy = policy;
    this.map = map;
    this.catalog = catalog;
    this.estate = new Estate(policy, map, catalog);
    this.anchors = new Anchors(estate, new Days(asOf, policy.zone()));
    this.request = request;
  }

  /** Rows that refer to others before those others. */
  public List<Duty> duties() {
    List<Duty> duties = new ArrayList<>();
    for (String name : ForeignKeyOrder.childrenFirst(catalog, map)) {
      endingRules(name).forEach(rule -> duties.add(new ActiveDuty(decision(rule, name), null)));
    }
    return duties;
  }

  /** The first rule that ends every row; rules of some rows only come before it. */
  private List<Rule> endingRules(String collection) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (ends(rule) && rule.then().containsKey(collection)) {
        rules.add(rule);
        if (rule.only().on(collection).isEmpty()) {
          return rules;
        }
      }
    }
    return rules;
  }

  private static boolean ends(Rule rule) {
    return rule.keep().bound() == Keep.Bound.AT_MOST && !rule.keptOnErasure();
  }

  /** Rules whose basis outlives the request, for a collection. */
  public List<Rule> lastingRules(String collection) {
    return policy.rules().stream()
        .filter(rule -> rule.then().containsKey(collection) && !ends(rule))
        .toList();
  }

  /** How many rows of the request the filters of the rules that end them leave out. */
  public Sql leftOut(String name) {
    return Sql.format(
        "select count(*) from {} where {} and {}",
        estate.from(name, "t"),
        requested("t", name),
        unended("t", name));
  }

  private Sql unended(String alias, String name) {
    return Sql.any(
            endingRules(name).stream()
                .map(rule -> estate.matches(alias, name, rule.only()))
                .toList())
        .not();
  }

  private Sql requested(String alias, String name) {
    return RequestedRows.confirmed(alias, estate.table(name), name, request);
  }

  private Decision decision(Rule rule, String name) {
    Collection collection = map.required(name);
    Table table = catalog.table(collection);
    Task task = new Task(rule, collection, table, Objects.requireNonNull(rule.then().get(name)));
    List<Keeper> keepers = new ArrayList<>(new Keepers(estate, anchors).of(task));
    keepers.addAll(othersRecords(task));
    return new Decision(
        task,
        estate,
        anchors.days(),
        new RequestAnchor(anchors.days(), name, table, request),
        keepers,
        null);
  }

  /** Who is only named in somebody else's row has a right to that name, not to the row. */
  private List<Keeper> othersRecords(Task task) {
    List<Field> fields = task.collection().fields();
    Set<String> theirs = new HashSet<>();
    Set<String> rest = new HashSet<>();
    fields.forEach(f -> (f.disclosure().otherPerson() ? theirs : rest).add(f.name()));
    if (theirs.isEmpty()) {
      return List.of();
    }
    boolean partly = task.action() instanceof fr.oubli.policy.Action.Anonymise;
    return List.of(
        new Keeper(
            OTHERS_RECORD,
            Keeper.Kind.HOLD,
            partly ? rest : Set.of(),
            (alias, look) ->
                Sql.of(
                    "exists (select 1 from oubli.request_match m where m.request = ?"
                        + " and m.collection = ? and m.row_key = "
                        + Keys.text(alias, task.table())
                        + " and m.found_by = any (string_to_array(?, ',')))",
                    request,
                    task.collection().name(),
                    String.join(",", theirs))));
  }

  /** Names of what may keep a duty's rows, in the order of the columns of {@link #leftovers}. */
  public List<String> keepers(Duty duty) {
    return decisionOf(duty).keepers().stream().map(Keeper::name).toList();
  }

  /**
   * One row: how many rows still have something to end, how many of those nothing keeps, and per
   * keeper how many it bears on.
   */
  public Sql leftovers(Duty duty) {
    Decision decision = decisionOf(duty);
    List<Sql> counts = new ArrayList<>();
    counts.add(Sql.of("count(*)"));
    counts.add(Sql.format("count(*) filter (where {})", decision.actionable("t", Look.PROBES)));
    decision
        .keepers()
        .forEach(
            keeper ->
                counts.add(
                    Sql.format("count(*) filter (where {})", keeper.bearsOn("t", Look.PROBES))));
    return Sql.format(
        "select {} from {} where {}",
        Sql.list(counts),
        Sql.of(duty.rows() + " t"),
        decision.due("t", Look.PROBES));
  }

  private static Decision decisionOf(Duty duty) {
    return ((ActiveDuty) duty).decision();
  }

  /**
   * One row: how many rows of the request are still stored, and the latest day of a rule's clock.
   */
  public Sql latestStart(Rule rule, String name) {
    return latestStart(rule, name, Sql.TRUE);
  }

  /** The same of the rows that no rule ends. */
  public Sql lastingStart(Rule rule, String name) {
    return latestStart(rule, name, unended("t", name));
  }

  private Sql latestStart(Rule rule, String name, Sql rows) {
    return Sql.format(
        "select count(*), max({}) from {} where {} and {}",
        anchors.of(rule, name).day("t"),
        estate.from(name, "t"),
        requested("t", name),
        rows);
  }

  /** The last day on which a rule keeps what its clock started for on a day. */
  public LocalDate lastDay(Rule rule, LocalDate start) {
    LocalDate from =
        rule.starts() instanceof Clock.FiscalYearEnd
            ? Objects.requireNonNull(policy.fiscalYears()).closeOf(start)
            : start;
    return from.plus(rule.keep().period());
  }
}
