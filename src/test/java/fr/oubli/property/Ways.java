package fr.oubli.property;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shortest way up from table to table by the references that the map tells. */
final class Ways {

  private Ways() {}

  /** A table that was reached, and the reference by which the way there began. */
  private record Reached(Table table, @Nullable Reference first) {}

  /**
   * The first reference of the way; empty where there is no way, or the table is the end itself.
   */
  static Optional<Reference> firstTowards(Scenario scenario, Table from, @Nullable String end) {
    Set<String> seen = new HashSet<>(Set.of(from.name()));
    Deque<Reached> open = new ArrayDeque<>();
    open.add(new Reached(from, null));
    while (!open.isEmpty()) {
      Reached at = open.remove();
      if (at.table().name().equals(end)) {
        return Optional.ofNullable(at.first());
      }
      for (Reference key : at.table().references()) {
        if (key.mapped() && !key.says(Reference.Tie.PARTY) && seen.add(key.parent())) {
          Reference first = at.first() == null ? key : at.first();
          open.add(new Reached(scenario.table(key.parent()), first));
        }
      }
    }
    return Optional.empty();
  }
}
