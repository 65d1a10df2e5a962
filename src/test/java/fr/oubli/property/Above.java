package fr.oubli.property;

import fr.oubli.property.Graph.Link;
import fr.oubli.property.Graph.Node;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Rows that stand above the rows of persons: nobody's own, and what ends there ends for those whose
 * rows refer to them.
 */
record Above(Graph graph, Whose whose) {

  /** Whether the rows of a table are somebody's by what they hold or refer to themselves. */
  static boolean isSomebodys(Whose whose, Table table) {
    return whose.reaches(table.name())
        || table.email().isPresent()
        || !whose.identifying(table.name()).isEmpty();
  }

  /** Whether a date of a table is that of rows above. */
  boolean isAbove(Rule.Place date, Table table) {
    return date.ended() && (date.anyParty() || !isSomebodys(whose, table));
  }

  /** The first rows below that are somebody's. */
  Set<Node> below(Node from) {
    Set<Node> found = new LinkedHashSet<>();
    collect(from, new HashSet<>(Set.of(from.table.name())), found);
    return found;
  }

  private void collect(Node at, Set<String> met, Set<Node> found) {
    for (Link link : at.children) {
      Node child = link.child();
      if (link.holds() && !met.contains(child.table.name())) {
        if (isSomebodys(whose, child.table)) {
          found.add(child);
        } else {
          met.add(child.table.name());
          collect(child, met, found);
          met.remove(child.table.name());
        }
      }
    }
  }

  /** What tells the persons apart for whom a row above ends. */
  Set<String> persons(Node event) {
    Set<String> found = new LinkedHashSet<>();
    below(event).forEach(row -> found.addAll(graph.personsOf(row)));
    return found;
  }
}
