package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import fr.oubli.property.Rule.Act;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows go together under a rule, or not at all: those that it deletes by the date of a row
 * above, which it deletes too, and that row.
 */
final class Wholes {

  private final Graph graph;
  private final Predicate<Node> there;
  private final Map<Rule, Map<Node, List<Node>>> groups = new HashMap<>();

  /**
   * @param there which rows are still there to be belonged to
   */
  Wholes(Graph graph, Predicate<Node> there) {
    this.graph = graph;
    this.there = there;
  }

  /** The rows that go with a row that belongs to another; empty for one that goes by itself. */
  List<Node> with(Rule rule, Node node) {
    Node whole = whole(rule, node);
    return whole == null || whole == node || !there.test(whole)
        ? List.of()
        : groups.computeIfAbsent(rule, this::grouped).getOrDefault(whole, List.of());
  }

  private Map<Node, List<Node>> grouped(Rule rule) {
    Map<Node, List<Node>> grouped = new HashMap<>();
    graph
        .all()
        .forEach(
            node -> {
              Node whole = whole(rule, node);
              if (whole != null) {
                grouped.computeIfAbsent(whole, any -> new ArrayList<>()).add(node);
              }
            });
    return grouped;
  }

  private @Nullable Node whole(Rule rule, Node node) {
    String dated = rule.dates().get(0).table();
    return rule.clock() == Rule.Clock.LATEST
            || rule.then().get(node.table.name()) != Act.DELETE
            || rule.then().get(dated) != Act.DELETE
        ? null
        : graph.up(node, dated);
  }
}
