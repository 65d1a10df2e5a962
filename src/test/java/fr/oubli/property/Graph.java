package fr.oubli.property;

import fr.oubli.property.Reference.Tie;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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

  /**
   * A reference that one row holds to another.
   *
   * @param holds whether the map tells of it for this row
   */
  record Link(Reference key, Node child, Node parent, boolean holds) {}

  private final Scenario scenario;
  private final Map<String, List<Node>> nodes = new HashMap<>();
  private final Ties ties;
  private final Map<Node, Set<String>> persons = new HashMap<>();
  private final Map<Node, Set<String>> concerned = new HashMap<>();

  Graph(Scenario scenario) {
    this.scenario = scenario;
    this.ties = new Ties(scenario);
    for (Table table : scenario.tables()) {
      nodes.put(table.name(), table.rows().stream().map(row -> new Node(table, row)).toList());
    }
    all().forEach(node -> node.table.references().forEach(key -> link(node, key)));
    all().forEach(node -> persons.put(node, persons(node)));
    all().forEach(node -> concerned.put(node, concerned(node)));
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
              Link link = new Link(key, child, parent, key.mapped() && key.holdsFor(child.row));
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

  Ties ties() {
    return ties;
  }

  /** The rows that a row leads up to by the references that the map tells, itself first. */
  Set<Node> up(Node from) {
    return up(from, link -> true);
  }

  private static Set<Node> up(Node from, Predicate<Link> followed) {
    Set<Node> found = new LinkedHashSet<>(List.of(from));
    Deque<Node> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      for (Link link : open.remove().parents) {
        if (link.holds() && leadsUp(link) && followed.test(link) && found.add(link.parent())) {
          open.add(link.parent());
        }
      }
    }
    return found;
  }

  /** The row of a table that a row belongs to, or is; a party's row is no part of it. */
  @Nullable Node up(Node from, @Nullable String table) {
    return up(from, link -> !link.key().says(Tie.PARTY)).stream()
        .filter(node -> node.table.name().equals(table))
        .findFirst()
        .orElse(null);
  }

  /** What tells the persons apart whose a row is; empty for a row of nobody. */
  Set<String> personsOf(Node node) {
    return persons.getOrDefault(node, Set.of());
  }

  /**
   * The same of those who may end a row by a request: an address on it, which may be a friend's,
   * counts where no account owns it.
   */
  Set<String> ownersOf(Node node) {
    if (scenario.people() == null || ties.owners(node).isEmpty()) {
      return personsOf(node);
    }
    Set<String> owners = new LinkedHashSet<>();
    ties.owners(node).forEach(account -> owners.add(person(account)));
    ties.carriers(node).forEach(below -> email(below).ifPresent(owners::add));
    return owners;
  }

  /** The same of all persons whom a row concerns. */
  Set<String> concernedBy(Node node) {
    return concerned.getOrDefault(node, Set.of());
  }

  private Set<String> persons(Node node) {
    Set<String> found = new LinkedHashSet<>();
    if (scenario.people() != null) {
      ties.owners(node).forEach(account -> found.add(person(account)));
      email(node).ifPresent(found::add);
      ties.carriers(node).forEach(below -> email(below).ifPresent(found::add));
    }
    return found;
  }

  private Set<String> concerned(Node node) {
    Set<String> found = new LinkedHashSet<>(personsOf(node));
    ties.parties(node).forEach(account -> found.add(person(account)));
    return found;
  }

  String person(Node account) {
    return email(account).orElse("account " + account.table.keyText(account.row));
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

  boolean ofOnePerson(Node one, Node other) {
    return !Collections.disjoint(personsOf(one), personsOf(other));
  }

  /**
   * The rows of a table that are of a person of a row; for a row of nobody, itself.
   *
   * @param anyParty whether those count too that only concern the person
   */
  Stream<Node> ofSamePerson(Node node, String table, boolean anyParty) {
    Set<String> own = personsOf(node);
    return own.isEmpty()
        ? Stream.of(node).filter(one -> one.table.name().equals(table))
        : of(table).stream()
            .filter(
                other ->
                    other == node
                        || !Collections.disjoint(
                            anyParty ? concernedBy(other) : personsOf(other), own));
  }
}
