package fr.oubli.decision;

import fr.oubli.decision.keep.PendingMasks;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.ForeignKeyOrder;
import fr.oubli.schema.sql.MappedSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The order of a night: rows that refer to others come before those others, and stages after what
 * ends rows whole.
 *
 * <p>A mask can take what a row tells of whose another row is. Where a rule asks that of the other
 * row, the mask comes after it. Rows that go cannot wait: what they tell is remembered. What waits
 * for such a mask comes after the mask.
 */
final class EnforcementOrder {

  private final MappedSchema schema;
  private final Catalog catalog;
  private final Set<String> askedByCondition;
  private final List<String> childrenFirst;

  EnforcementOrder(MappedSchema schema, DataMap map, Catalog catalog) {
    this.schema = schema;
    this.catalog = catalog;
    Map<String, Set<String>> asking = schema.belonging().asking(schema.policy().rules());
    this.askedByCondition = asking.keySet();
    this.childrenFirst =
        ForeignKeyOrder.childrenFirst(catalog, map, withRefusals(asking, schema.policy().rules()));
  }

  /** What was refused goes before the choices that say so. */
  private static Map<String, Set<String>> withRefusals(
      Map<String, Set<String>> asking, List<Rule> rules) {
    Map<String, Set<String>> all = new HashMap<>();
    asking.forEach((child, asked) -> all.put(child, new HashSet<>(asked)));
    for (Rule rule : rules) {
      rule.starts()
          .refusal()
          .ifPresent(
              refusal ->
                  rule.then()
                      .keySet()
                      .forEach(
                          acted ->
                              all.computeIfAbsent(acted, any -> new HashSet<>())
                                  .add(refusal.choices())));
    }
    return all;
  }

  List<ActiveEnforcement> sorted(List<ActiveEnforcement> enforcements) {
    Map<ActiveEnforcement, Integer> turns = turns(enforcements);
    return enforcements.stream()
        .sorted(
            Comparator.comparingInt(
                    (ActiveEnforcement each) -> Objects.requireNonNull(turns.get(each)))
                .thenComparingInt(each -> childrenFirst.indexOf(each.collection()))
                .thenComparing(each -> each.action().isStage()))
        .toList();
  }

  /** In which turn each comes; all in the first where no mask takes what a row tells. */
  private Map<ActiveEnforcement, Integer> turns(List<ActiveEnforcement> all) {
    IdentityHashMap<ActiveEnforcement, Integer> turns = new IdentityHashMap<>();
    all.forEach(each -> turns.put(each, 0));
    List<ActiveEnforcement> masks = all.stream().filter(this::masksTie).toList();
    boolean changed = !masks.isEmpty();
    // Each round places one more; what waits for itself stays where the last round put it.
    for (int round = 0; changed && round < all.size(); round++) {
      changed = false;
      for (ActiveEnforcement mask : masks) {
        for (ActiveEnforcement told : all) {
          changed |= tells(mask, told) && later(turns, mask, turns.getOrDefault(told, 0) + 1);
        }
      }
      for (ActiveEnforcement each : all) {
        for (ActiveEnforcement below : waitedFor(each, all, masks)) {
          changed |= later(turns, each, turns.getOrDefault(below, 0));
        }
      }
    }
    return turns;
  }

  private static boolean later(
      Map<ActiveEnforcement, Integer> turns, ActiveEnforcement each, int turn) {
    boolean later = turns.getOrDefault(each, 0) < turn;
    if (later) {
      turns.put(each, turn);
    }
    return later;
  }

  private boolean masksTie(ActiveEnforcement enforcement) {
    return PendingMasks.of(enforcement.eligibility().target(), schema).masksTie()
        && !schema.persons().identifying(enforcement.collection()).isEmpty();
  }

  /**
   * The mask takes what says whose the rows are on which the other acts, and its rule asks that.
   */
  private boolean tells(ActiveEnforcement mask, ActiveEnforcement told) {
    return (told.rule().starts().perSubject() || askedByCondition.contains(told.collection()))
        && toldBy(mask.collection(), new HashSet<>()).contains(told.collection());
  }

  /** The collections of which rows of one tell whose their rows are, over others or not. */
  private Set<String> toldBy(String collection, Set<String> found) {
    for (Step tie : schema.persons().identifying(collection)) {
      if (found.add(tie.from())) {
        toldBy(tie.from(), found);
      }
    }
    return found;
  }

  /** What acts on rows that refer to those that this removes, but for what has to come after it. */
  private List<ActiveEnforcement> waitedFor(
      ActiveEnforcement each, List<ActiveEnforcement> all, List<ActiveEnforcement> masks) {
    if (!each.action().removesRow()) {
      return List.of();
    }
    Set<String> children = referring(each.collection());
    List<ActiveEnforcement> waited = new ArrayList<>();
    for (ActiveEnforcement below : all) {
      if (children.contains(below.collection())
          && !below.collection().equals(each.collection())
          && !(masks.contains(below) && tells(below, each))) {
        waited.add(below);
      }
    }
    return waited;
  }

  private Set<String> referring(String collection) {
    Set<String> children = new HashSet<>();
    for (ForeignKey key : catalog.referencing(schema.table(collection))) {
      schema.collectionOf(key.child()).map(Collection::name).ifPresent(children::add);
    }
    schema.unguarded(collection).forEach(step -> children.add(step.child()));
    return children;
  }
}
