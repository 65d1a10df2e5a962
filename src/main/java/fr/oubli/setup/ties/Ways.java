package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The references between tables, and how far each table is from people. */
final class Ways {

  private final Map<String, List<DraftReference>> up = new HashMap<>();
  private final Map<String, List<String>> leadingTo = new HashMap<>();

  Ways(Collection<DraftReference> references) {
    for (DraftReference each : references) {
      String child = SqlName.of(each.child());
      String parent = SqlName.of(each.parent());
      if (each.tie() == DraftTie.IDENTIFIES) {
        leadingTo.computeIfAbsent(child, any -> new ArrayList<>()).add(parent);
      } else if (!child.equals(parent)) {
        up.computeIfAbsent(child, any -> new ArrayList<>()).add(each);
        leadingTo.computeIfAbsent(parent, any -> new ArrayList<>()).add(child);
      }
    }
  }

  /** The references of a table that may say whose its rows are. */
  List<DraftReference> up(Table table) {
    return up.getOrDefault(SqlName.of(table), List.of());
  }

  /** How many references lie between each table and the nearest of some. */
  Distances to(Collection<Table> ends) {
    Map<String, Integer> found = new HashMap<>();
    Deque<String> waiting = new ArrayDeque<>();
    for (Table end : ends) {
      found.put(SqlName.of(end), 0);
      waiting.add(SqlName.of(end));
    }
    while (!waiting.isEmpty()) {
      String reached = waiting.remove();
      int next = found.getOrDefault(reached, 0) + 1;
      for (String from : leadingTo.getOrDefault(reached, List.of())) {
        if (found.putIfAbsent(from, next) == null) {
          waiting.add(from);
        }
      }
    }
    return new Distances(found);
  }

  /** How far tables are, by quoted name. */
  record Distances(Map<String, Integer> byName) {

    OptionalInt of(Table table) {
      Integer found = byName.get(SqlName.of(table));
      return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }

    boolean reach(Table table) {
      return byName.containsKey(SqlName.of(table));
    }

    int far(DraftReference reference) {
      return of(reference.parent()).orElse(Integer.MAX_VALUE);
    }
  }
}
