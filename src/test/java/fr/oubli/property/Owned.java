package fr.oubli.property;

import fr.oubli.property.Graph.Link;
import fr.oubli.property.Graph.Node;
import fr.oubli.property.Reference.Tie;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says whose every row is, from the rows alone. A row that tells nobody of itself is the person's
 * whose row it refers to; a row of somebody else stays theirs whatever it refers to.
 */
record Owned(Scenario scenario, Graph graph) {

  List<Node> rows(String table) {
    return graph.of(table);
  }

  Set<Node> of(Node account) {
    return withWhatBelongsTo(own(account));
  }

  private Set<Node> withWhatBelongsTo(Set<Node> mine) {
    boolean more = true;
    while (more) {
      more =
          graph
              .all()
              .filter(node -> graph.personsOf(node).isEmpty() && refersTo(node, mine))
              .toList()
              .stream()
              .anyMatch(mine::add);
    }
    return mine;
  }

  private Set<Node> own(Node account) {
    return graph
        .all()
        .filter(node -> graph.ofOnePerson(node, account))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean refersTo(Node node, Set<Node> rows) {
    return node.parents.stream()
        .filter(Graph.Link::holds)
        .filter(link -> !link.key().says(Tie.PARTY))
        .map(Link::parent)
        .anyMatch(rows::contains);
  }

  /** The rows with any tie to the person. */
  Set<Node> concerning(Node account) {
    return graph
        .all()
        .filter(node -> graph.concernedBy(node).contains(graph.person(account)))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * The rows of the person, those left out that are of others too, with what belongs to these. A
   * row whose own reference leads to nobody, and that only concerns the person, is proposed:
   * somebody has to decide.
   */
  Set<Node> alone(Node account) {
    Set<Node> concerning = concerning(account);
    Set<Node> own = own(account);
    own.removeIf(node -> !isAlone(node, account));
    return withWhatBelongsTo(own).stream()
        .filter(node -> !graph.personsOf(node).isEmpty() || !concerning.contains(node))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The rows that concern the person and are of others, or of others too. */
  Set<Node> ofOthersToo(Node account) {
    Set<Node> found = concerning(account);
    found.removeIf(node -> isAlone(node, account));
    return found;
  }

  private boolean isAlone(Node node, Node account) {
    return Set.of(graph.person(account)).containsAll(graph.ownersOf(node));
  }

  /** The rows that nothing ties to the person. */
  Set<Node> others(Node account) {
    Set<Node> others = graph.all().collect(Collectors.toCollection(HashSet::new));
    others.removeAll(of(account));
    others.removeAll(concerning(account));
    return others;
  }
}
