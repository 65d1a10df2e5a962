package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose rows are whose by the ways that the drafted map will be read by: up to the owner, and down
 * to rows that tell whose the row above is.
 */
final class Belongings {

  private final Map<Table, List<Table>> leadingTo = new HashMap<>();

  Belongings(Collection<DraftReference> references) {
    Map<Table, List<DraftReference>> up = new LinkedHashMap<>();
    for (DraftReference each : references) {
      if (each.tie() == DraftTie.IDENTIFIES) {
        leads(each.parent(), each.child());
      } else if (each.tie() != DraftTie.PARTY && !each.self()) {
        up.computeIfAbsent(each.child(), any -> new ArrayList<>()).add(each);
      }
    }
    up.values().forEach(this::owners);
  }

  /** Where an owner is said, the other references of a table do not say whose its rows are. */
  private void owners(List<DraftReference> all) {
    boolean said = all.stream().anyMatch(each -> each.tie() == DraftTie.OWNER);
    all.stream()
        .filter(each -> !said || each.tie() == DraftTie.OWNER)
        .forEach(each -> leads(each.child(), each.parent()));
  }

  private void leads(Table from, Table to) {
    leadingTo.computeIfAbsent(to, any -> new ArrayList<>()).add(from);
  }

  /** The tables whose rows belong to those of a table, which is left out. */
  Set<Table> of(Table people) {
    Set<Table> found = new LinkedHashSet<>(List.of(people));
    Deque<Table> waiting = new ArrayDeque<>(found);
    while (!waiting.isEmpty()) {
      for (Table from : leadingTo.getOrDefault(waiting.remove(), List.of())) {
        if (found.add(from)) {
          waiting.add(from);
        }
      }
    }
    found.remove(people);
    return found;
  }
}
