package fr.oubli.decision;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.keep.HoldsInForce;
import fr.oubli.decision.keep.RetentionGrounds;
import fr.oubli.decision.statement.ArchiveEndRule;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.decision.statement.Whole;
import fr.oubli.decision.statement.Whole.Member;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The eligibilities and the enforcements of a policy, on one database and as of one day. Everything
 * that acts, counts or explains starts here.
 */
public final class Eligibilities {

  /** After so many years every period of a policy is over. */
  private static final int EVER = 1000;

  private final MappedSchema schema;
  private final ClockSqls clocks;
  private final DataMap map;
  private final Catalog catalog;
  private final Policy policy;
  private final @Nullable HoldsInForce inForce;

  public Eligibilities(Policy policy, DataMap map, Catalog catalog, LocalDate asOf) {
    this(new MappedSchema(policy, map, catalog), policy, map, catalog, asOf);
  }

  private Eligibilities(
      MappedSchema schema, Policy policy, DataMap map, Catalog catalog, LocalDate asOf) {
    this.schema = schema;
    this.clocks = new ClockSqls(schema, new Days(asOf, policy.zone()));
    this.map = map;
    this.catalog = catalog;
    this.policy = policy;
    this.inForce = null;
  }

  private Eligibilities(Eligibilities other, HoldsInForce inForce) {
    this.schema = other.schema;
    this.clocks = other.clocks;
    this.map = other.map;
    this.catalog = other.catalog;
    this.policy = other.policy;
    this.inForce = inForce;
  }

  /** The same, of a snapshot in which only this is registered. */
  Eligibilities registering(HoldsInForce registered) {
    return new Eligibilities(this, registered);
  }

  /** On a database where Oubli has no table yet: there is no hold, no approval and no archive. */
  public static Eligibilities beforeFirstRun(
      Policy policy, DataMap map, Catalog catalog, LocalDate asOf) {
    return new Eligibilities(
        new MappedSchema(policy, map, catalog, false), policy, map, catalog, asOf);
  }

  /**
   * One enforcement per rule and collection, in the order of the night; the ends of the archives
   * come last.
   *
   * @param onlyRule the only rule to enforce; null for all
   */
  public List<Enforcement> enforcements(@Nullable String onlyRule) {
    List<ActiveEnforcement> unsorted = new ArrayList<>();
    policy.rules().stream()
        .filter(rule -> onlyRule == null || rule.isCalled(onlyRule))
        .forEach(
            rule ->
                rule.then()
                    .forEach(
                        (name, action) ->
                            unsorted.add(new ActiveEnforcement(of(rule, name), this))));
    List<ActiveEnforcement> enforcements =
        new EnforcementOrder(schema, map, catalog).sorted(unsorted);
    if (!schema.hasRegisters()) {
      return enforcements.stream().map(Enforcement::unheld).toList();
    }
    List<Enforcement> all = new ArrayList<>(enforcements);
    all.addAll(archiveEnforcements(onlyRule));
    return all;
  }

  /** Which rows of a collection a rule that acts on it makes due, and what keeps them. */
  public Eligibility of(Rule rule, String name) {
    return of(rule, name, whole(rule, name));
  }

  /**
   * The eligibility of a rule that leaves people out by what they have, on a day on which every
   * period is over; null for any other rule, which takes every row in time.
   */
  @Nullable Eligibility ever(RuleTarget target) {
    return target.rule().unlessHas().isEmpty()
        ? null
        : new Eligibilities(policy, map, catalog, clocks.days().asOf().plusYears(EVER))
            .of(target.rule(), target.collection().name());
  }

  /** What the rows of a collection belong to under a rule that removes it with them. */
  private @Nullable Whole whole(Rule rule, String name) {
    List<Step> way = wayToWhole(rule, name);
    return way.isEmpty() ? null : new Whole(schema, way, members(rule, Step.end(way)));
  }

  private List<Member> members(Rule rule, String whole) {
    List<Member> members = new ArrayList<>();
    members.add(new Member(of(rule, whole, null), List.of()));
    for (String name : rule.then().keySet()) {
      List<Step> way = wayToWhole(rule, name);
      if (!way.isEmpty() && Step.end(way).equals(whole)) {
        members.add(new Member(of(rule, name, null), way));
      }
    }
    return members;
  }

  private List<Step> wayToWhole(Rule rule, String name) {
    List<Step> way = removes(rule, name) ? clocks.of(rule, name).wayToWhole() : List.of();
    return !way.isEmpty() && removes(rule, Step.end(way)) ? way : List.of();
  }

  private static boolean removes(Rule rule, String name) {
    return rule.action(name).filter(Action::removesRow).isPresent();
  }

  private Eligibility of(Rule rule, String name, @Nullable Whole whole) {
    Collection collection = map.required(name);
    RuleTarget target = RuleTarget.of(policy, rule, collection, catalog.table(collection));
    return new Eligibility(
        target,
        schema,
        clocks.days(),
        clocks.of(rule, name),
        new RetentionGrounds(schema, clocks).of(target),
        archiveEnd(target),
        whole);
  }

  MappedSchema schema() {
    return schema;
  }

  /** The rows that keep the due rows of a rule by referring to them. */
  Referrers referrers(Rule rule, String name) {
    return new Referrers(known(rule, name), this);
  }

  /** The eligibility as it can be asked; without the registers where there are none yet. */
  Eligibility known(Rule rule, String name) {
    Eligibility eligibility = of(rule, name);
    if (!schema.hasRegisters()) {
      return eligibility.unregistered();
    }
    return inForce == null ? eligibility : eligibility.registering(inForce);
  }

  /** What is gathered, in this order, before {@link #unreached} is asked. */
  public List<SessionTable> unreachedTables() {
    return bearing().values().stream()
        .flatMap(List::stream)
        .flatMap(each -> each.clock().tables().stream())
        .toList();
  }

  /** By collection that only clocks of persons bear on, the rules that act on it. */
  private Map<String, List<Eligibility>> bearing() {
    Map<String, List<Eligibility>> bearing = new LinkedHashMap<>();
    for (Rule rule : policy.rules()) {
      for (String name : rule.then().keySet()) {
        bearing.computeIfAbsent(name, any -> new ArrayList<>()).add(of(rule, name));
      }
    }
    bearing.values().removeIf(rules -> !rules.stream().allMatch(each -> each.clock().perSubject()));
    return bearing;
  }

  /**
   * By collection, a count of the rows that nothing would ever end: something is left of them, and
   * no clock of a rule started for them. Such a row is of a person for whom none did, or of nobody.
   */
  public Map<String, Sql> unreached() {
    Map<String, Sql> counts = new LinkedHashMap<>();
    bearing().forEach((name, rules) -> counts.put(name, unreached(name, rules)));
    return counts;
  }

  private Sql unreached(String name, List<Eligibility> rules) {
    return Sql.format(
        "select count(*) from {}{}",
        schema.from(name, "t"),
        Sql.where(
            List.of(
                somethingLeft(rules),
                Sql.any(rules.stream().map(Eligibilities::bearsOn).toList()).not())));
  }

  /** A row that lacks what one stage masks may have what another rule ends. */
  private static Sql somethingLeft(List<Eligibility> rules) {
    Map<Boolean, List<Sql>> left =
        rules.stream()
            .collect(
                Collectors.partitioningBy(
                    each -> each.target().action().isStage(),
                    Collectors.mapping(each -> each.pending().left("t"), Collectors.toList())));
    List<Sql> whole = left.getOrDefault(false, List.of());
    return whole.isEmpty() ? Sql.any(left.getOrDefault(true, List.of())) : Sql.all(whole);
  }

  private static Sql bearsOn(Eligibility eligibility) {
    return Sql.all(
        eligibility.inReach("t", LookupStyle.SETS),
        eligibility.clock().started("t", LookupStyle.SETS));
  }

  private @Nullable ClockSql archiveEnd(RuleTarget target) {
    if (!target.action().archives()) {
      return null;
    }
    String name = target.collection().name();
    Rule endRule = ArchiveEndRule.ruleFor(policy, target);
    boolean actsItself =
        !endRule.name().equals(target.rule().name())
            && endRule.action(name).filter(Action::destroys).isPresent()
            && !schema.belonging().bears(endRule, name);
    return actsItself ? clocks.of(endRule, name) : null;
  }

  private List<Enforcement> archiveEnforcements(@Nullable String onlyRule) {
    Set<Enforcement> enforcements = new LinkedHashSet<>();
    for (Rule rule : policy.rules()) {
      rule.then().entrySet().stream()
          .filter(entry -> entry.getValue().archives())
          .forEach(
              entry -> {
                Rule endRule = ArchiveEndRule.ruleFor(policy, of(rule, entry.getKey()).target());
                if (onlyRule == null || endRule.isCalled(onlyRule)) {
                  enforcements.add(
                      new ArchiveEnforcement(
                          schema, clocks.days(), endRule, entry.getKey(), clocks.cutoff(endRule)));
                }
              });
    }
    return List.copyOf(enforcements);
  }
}
