package fr.oubli.property;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a case, what they refer to, and whose they are. */
final class Graph {

  /** One row. Nodes are equal by identity: two rows with the same values are two nodes. */
  static final class Node {
    final Table table;
    final Row row;
    final List<Link> parents = new ArrayList<>();
    final List<Link> children = new ArrayList<>();

    Node(Table table, Row row) {
      this.table = table;
      this.row = row;
    }

    @Override
    public String toString() {
      return table.name() + " " + table.keyText(row);
    }
  }

  /** A reference that one row holds to another. */
  record Link(Reference key, Node child, Node parent) {}

  private final Scenario scenario;
  private final Map<String, List<Node>> nodes = new HashMap<>();
  private final Map<Node, Optional<String>> persons = new HashMap<>();

  Graph(Scenario scenario) {
    this.scenario = scenario;
    for (Table table : scenario.tables()) {
      nodes.put(table.name(), table.rows().stream().map(row -> new Node(table, row)).toList());
    }
    all().forEach(node -> node.table.references().forEach(key -> link(node, key)));
    all().forEach(node -> persons.put(node, person(node)));
  }

  private void link(Node child, Reference key) {
    List<@Nullable String> wanted = child.row.get(key.columns());
    if (wanted.contains(null)) {
      return;
    }
    of(key.parent()).stream()
        .filter(parent -> parent.row.get(key.parentColumns()).equals(wanted))
        .forEach(
            parent -> {
              Link link = new Link(key, child, parent);
              child.parents.add(link);
              parent.children.add(link);
            });
  }

  Stream<Node> all() {
    return scenario.tables().stream().flatMap(table -> of(table.name()).stream());
  }

  List<Node> of(String table) {
    return nodes.getOrDefault(table, List.of());
  }

  /** A reference to the same table leads to another document, not to what the row belongs to. */
  private static boolean leadsUp(Link link) {
    return !link.parent().table.name().equals(link.child().table.name());
  }

  /** The rows that a row leads up to by the references that the map tells, itself first. */
  Set<Node> up(Node from) {
    Set<Node> found = new LinkedHashSet<>(List.of(from));
    Deque<Node> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      for (Link link : open.remove().parents) {
        if (link.key().mapped() && leadsUp(link) && found.add(link.parent())) {
          open.add(link.parent());
        }
      }
    }
    return found;
  }

  /** The row of a table that a row leads up to, or is. */
  @Nullable Node up(Node from, @Nullable String table) {
    return first(from, node -> node.table.name().equals(table));
  }

  private @Nullable Node first(Node from, Predicate<Node> wanted) {
    return up(from).stream().filter(wanted).findFirst().orElse(null);
  }

  /** What tells one person from another; empty for a row of nobody. */
  Optional<String> personOf(Node node) {
    return persons.getOrDefault(node, Optional.empty());
  }

  private Optional<String> person(Node node) {
    if (scenario.people() == null) {
      return Optional.empty();
    }
    Node account = up(node, scenario.people());
    Optional<String> own = email(node);
    if (own.isPresent() || account == null) {
      return own;
    }
    return email(account).or(() -> Optional.of("account " + account.table.keyText(account.row)));
  }

  Optional<String> email(Node node) {
    return scenario.sameByEmail()
        ? node.table
            .email()
            .map(column -> node.row.get(column.name()))
            .map(text -> text.strip().toLowerCase(Locale.ROOT))
            .filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** The rows of a table that are of the same person as a row; for a row of nobody, itself. */
  Stream<Node> ofSamePerson(Node node, String table) {
    Optional<String> person = personOf(node);
    return person.isEmpty()
        ? Stream.of(node).filter(one -> one.table.name().equals(table))
        : of(table).stream().filter(other -> personOf(other).equals(person));
  }
}
