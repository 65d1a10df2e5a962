package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import java.util.List;
import java.util.Objects;

/** No job changes a row that a hold or a restriction in the register reaches, by any tie. */
record Held(Scenario scenario, Graph graph, List<Hold> holds) {

  Held(Scenario scenario, List<Hold> holds) {
    this(scenario, new Graph(scenario), List.copyOf(holds));
  }

  /** A reference that the schema itself empties when the other row goes is no change of a job's. */
  void judge(Snapshot before, Snapshot after, String law) {
    graph
        .all()
        .filter(node -> holds.stream().anyMatch(hold -> reaches(hold, node)))
        .forEach(node -> judge(node, before, after, law));
  }

  private static void judge(Node node, Snapshot before, Snapshot after, String law) {
    String key = node.table.keyText(node.row);
    Row was = before.of(node.table.name()).get(key);
    Row is = after.of(node.table.name()).get(key);
    if (was == null) {
      return;
    }
    Trial.expect(is != null, law, node + " is gone");
    for (Column column : node.table.columns()) {
      boolean emptied =
          node.table.references().stream()
              .anyMatch(each -> each.isEmptied() && each.columns().contains(column.name()));
      Trial.expect(
          emptied || is == null || Objects.equals(was.get(column.name()), is.get(column.name())),
          law,
          node + "." + column.name());
    }
  }

  private boolean reaches(Hold hold, Node node) {
    return switch (hold.scope()) {
      case COLLECTION -> node.table.name().equals(hold.table());
      case ROW -> isIt(hold, node);
      case SUBJECT ->
          graph.of(hold.table()).stream()
              .filter(account -> isIt(hold, account))
              .anyMatch(account -> graph.concernedBy(node).contains(graph.person(account)));
    };
  }

  private static boolean isIt(Hold hold, Node node) {
    return node.table.name().equals(hold.table())
        && node.row.get(node.table.key()).equals(hold.key());
  }
}
