package fr.oubli.catalog;

import fr.oubli.datamap.Collection;
import fr.oubli.datamap.DataMap;
import fr.oubli.policy.Action;
import fr.oubli.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No cascade takes a row that no rule decided on: its parent waits for it. Where no rule ever ends
 * such rows, it would wait for ever.
 */
record CascadeGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    Set<String> ended =
        policy.rules().stream()
            .flatMap(rule -> rule.then().entrySet().stream())
            .filter(act -> !(act.getValue() instanceof Action.Anonymise))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<Problem> problems = new ArrayList<>();
    for (String name : ended) {
      for (ForeignKey key : catalog.referencing(catalog.table(map.required(name)))) {
        if (key.onDelete() == ForeignKey.OnDelete.CASCADE) {
          map.collections().stream()
              .filter(child -> SqlName.of(catalog.table(child)).equals(key.child()))
              .filter(child -> !ended.contains(child.name()))
              .forEach(child -> problems.add(waiting(name, child, key)));
        }
      }
    }
    return problems;
  }

  private static Problem waiting(String parent, Collection child, ForeignKey key) {
    return Problem.refused(
        "%s cascades from %s to %s, of which no rule ends a row, and a row never goes without its own;"
                .formatted(key.name(), parent, child.name())
            + " add %1$s: delete to a rule, or archive it, or anonymise %2$s"
                .formatted(child.name(), parent));
  }
}
