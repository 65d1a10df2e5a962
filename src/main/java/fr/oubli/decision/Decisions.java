package fr.oubli.decision;

import fr.oubli.catalog.Catalog;
import fr.oubli.catalog.ForeignKeyOrder;
import fr.oubli.datamap.Collection;
import fr.oubli.datamap.DataMap;
import fr.oubli.policy.Action;
import fr.oubli.policy.Policy;
import fr.oubli.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every decision of a policy on one database, as of one day. */
public final class Decisions {

  private final Estate estate;
  private final Anchors anchors;
  private final DataMap map;
  private final Catalog catalog;
  private final Policy policy;

  public Decisions(Policy policy, DataMap map, Catalog catalog, LocalDate asOf) {
    this(new Estate(policy, map, catalog), policy, map, catalog, asOf);
  }

  private Decisions(Estate estate, Policy policy, DataMap map, Catalog catalog, LocalDate asOf) {
    this.estate = estate;
    this.anchors = new Anchors(estate, new Days(asOf, policy.zone()));
    this.map = map;
    this.catalog = catalog;
    this.policy = policy;
  }

  /** On a database where Oubli keeps nothing yet: no hold, no approval, no archive. */
  public static Decisions beforeFirstRun(
      Policy policy, DataMap map, Catalog catalog, LocalDate asOf) {
    return new Decisions(new Estate(policy, map, catalog, false), policy, map, catalog, asOf);
  }

  /**
   * One duty per rule and collection, rows that refer to others before those others; then the ends
   * of the archives.
   *
   * @param onlyRule the only rule to enforce; null for all
   */
  public List<Duty> duties(@Nullable String onlyRule) {
    List<String> order = ForeignKeyOrder.childrenFirst(catalog, map);
    List<Duty> duties = new ArrayList<>();
    policy.rules().stream()
        .filter(rule -> onlyRule == null || rule.name().equals(onlyRule))
        .forEach(
            rule ->
                rule.then()
                    .forEach((name, action) -> duties.add(new ActiveDuty(of(rule, name), null))));
    duties.sort(Comparator.comparingInt(duty -> order.indexOf(duty.collection())));
    if (!estate.hasRegisters()) {
      return duties.stream().map(Duty::unheld).toList();
    }
    duties.addAll(archiveDuties(onlyRule));
    return duties;
  }

  /** What a rule decides of a collection that it acts on. */
  public Decision of(Rule rule, String name) {
    Collection collection = map.required(name);
    Action action = Objects.requireNonNull(rule.then().get(name));
    Task task = new Task(rule, collection, catalog.table(collection), action);
    return new Decision(
        task,
        estate,
        anchors.days(),
        anchors.of(rule, name),
        new Keepers(estate, anchors).of(task),
        archiveEnd(task));
  }

  /** What keeps rows that a rule makes due because it refers to them. */
  public Referrers referrers(Rule rule, String name) {
    return new Referrers(counted(rule, name), this);
  }

  /** Without the registers where a first run has yet to make them. */
  Decision counted(Rule rule, String name) {
    Decision decision = of(rule, name);
    return estate.hasRegisters() ? decision : decision.unregistered();
  }

  /**
   * Counts the persons of whom something is left and for whom no rule's clock ever started: nothing
   * would end them. Empty where no rule acts on persons at all.
   */
  public Optional<Sql> unreached() {
    if (policy.subject() == null) {
      return Optional.empty();
    }
    String people = policy.subject().collection();
    List<Decision> bearing =
        policy.rules().stream()
            .filter(rule -> rule.then().containsKey(people))
            .map(rule -> of(rule, people))
            .toList();
    return bearing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Sql.format(
                "select count(*) from {} where {} and {}",
                estate.from(people, "t"),
                Sql.all(bearing.stream().map(each -> each.todo().left("t")).toList()),
                Sql.any(bearing.stream().map(Decisions::bearsOn).toList()).not()));
  }

  private static Sql bearsOn(Decision decision) {
    return Sql.format(
        "({} and {})", decision.inReach("t"), decision.anchor().started("t", Look.SETS));
  }

  private @Nullable Anchor archiveEnd(Task task) {
    if (!(task.action() instanceof Action.Archive)) {
      return null;
    }
    String name = task.collection().name();
    Rule governing = Governing.ruleFor(policy, task);
    boolean actsItself =
        !governing.name().equals(task.rule().name())
            && governing.then().get(name) instanceof Action.Delete
            && governing.only().on(name).isEmpty();
    return actsItself ? anchors.of(governing, name) : null;
  }

  private List<Duty> archiveDuties(@Nullable String onlyRule) {
    Set<Duty> duties = new LinkedHashSet<>();
    for (Rule rule : policy.rules()) {
      rule.then().entrySet().stream()
          .filter(entry -> entry.getValue() instanceof Action.Archive)
          .forEach(
              entry -> {
                Rule governing = Governing.ruleFor(policy, of(rule, entry.getKey()).task());
                if (onlyRule == null || governing.name().equals(onlyRule)) {
                  duties.add(
                      new ArchiveDuty(
                          estate,
                          anchors.days(),
                          governing,
                          entry.getKey(),
                          anchors.cutoff(governing)));
                }
              });
    }
    return List.copyOf(duties);
  }
}
