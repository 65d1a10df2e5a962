package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row is deleted after the rows that refer to it, and a row that no rule decided on is not
 * deleted by a cascade. So each collection that refers to a deleted one needs a rule that ends its
 * rows; a row whose children no rule ends would never be deleted. A row that others point at, such
 * as an address, is no parent of theirs: where one that stays points at it too, it stays with it.
 */
record DeadEndGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    Set<String> ended = new LinkedHashSet<>();
    policy.rules().forEach(rule -> ended.addAll(ends(rule)));
    Map<String, List<Collection>> byTable = catalog.collections(map);
    List<Problem> problems = new ArrayList<>();
    for (String parent : ended) {
      if (map.references().isIdentified(parent)) {
        continue;
      }
      for (ForeignKey key : catalog.referencing(catalog.table(map.required(parent)))) {
        if (key.onDelete().removesOrBlocks()) {
          byTable.getOrDefault(key.child(), List.of()).stream()
              .filter(child -> !ended.contains(child.name()))
              .forEach(child -> waiting(parent, child.name(), key, problems));
        }
      }
    }
    return problems;
  }

  private static List<String> ends(Rule rule) {
    return rule.then().entrySet().stream()
        .filter(entry -> entry.getValue().removesRow())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A rule that leaves out the persons who have rows of the child does not wait for such rows. */
  private void waiting(String parent, String child, ForeignKey key, List<Problem> problems) {
    policy.rules().stream()
        .filter(rule -> ends(rule).contains(parent) && !rule.unlessHas().contains(child))
        .findFirst()
        .ifPresent(
            rule ->
                problems.add(
                    Problem.refused(
                        "rows of %1$s never go while %2$s has rows of theirs (%3$s), and no rule ends those;"
                                .formatted(parent, child, key.name())
                            + " add %1$s: delete to 'then' of %2$s (%3$s), or anonymise %4$s"
                                .formatted(child, rule.name(), rule.place(), parent))));
  }
}
