package fr.oubli.property;

import fr.oubli.property.Graph.Link;
import fr.oubli.property.Graph.Node;
import fr.oubli.property.Whose.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose every row of a case is, and whom else it concerns, from the rows alone. */
final class Ties {

  private final @Nullable String people;
  private final Whose whose;
  private final Predicate<Node> there;
  private final Map<Node, Set<Node>> owners = new HashMap<>();
  private final Map<Node, Set<Node>> parties = new HashMap<>();
  private final Map<Node, Set<Node>> carriers = new HashMap<>();

  Ties(Scenario scenario) {
    this(scenario, node -> true);
  }

  /**
   * @param there which rows are still there to be asked
   */
  Ties(Scenario scenario, Predicate<Node> there) {
    this(scenario, scenario.people(), there);
  }

  /**
   * @param end the table that the ways of an owner lead to, in the place of that of the persons
   */
  Ties(Scenario scenario, @Nullable String end, Predicate<Node> there) {
    this.there = there;
    this.people = end;
    this.whose = new Whose(scenario.tables(), end);
  }

  Whose whose() {
    return whose;
  }

  /** The accounts whose a row is. */
  Set<Node> owners(Node row) {
    find(row);
    return owners.getOrDefault(row, Set.of());
  }

  /** The accounts at the ends of all other ways. */
  Set<Node> parties(Node row) {
    find(row);
    return parties.getOrDefault(row, Set.of());
  }

  private void find(Node row) {
    if (people != null && !owners.containsKey(row)) {
      owners.put(row, new LinkedHashSet<>());
      parties.put(row, new LinkedHashSet<>());
      collect(row, row, true, new HashSet<>());
    }
  }

  private void collect(Node row, Node at, boolean owner, Set<String> met) {
    String table = at.table.name();
    if (table.equals(people)) {
      add(row, at, owner ? owners : parties);
      return;
    }
    met.add(table);
    for (Step step : whose.all(table)) {
      boolean still = owner && whose.owners(table).contains(step);
      follow(at, step)
          .filter(next -> !met.contains(next.table.name()))
          .forEach(next -> collect(row, next, still, met));
    }
    if (whose.fromBelow(at.table) && (at.equals(row) || !whose.shared(table))) {
      for (Step step : whose.referring(table)) {
        if (whose.reaches(step.to())) {
          follow(at, step)
              .filter(next -> !met.contains(next.table.name()))
              .forEach(next -> descend(row, next, met));
        }
      }
    }
    met.remove(table);
  }

  private static void add(Node row, Node account, Map<Node, Set<Node>> accounts) {
    accounts.computeIfAbsent(row, any -> new LinkedHashSet<>()).add(account);
  }

  /** Adds the owners of a row below. */
  private void descend(Node row, Node below, Set<String> met) {
    String table = below.table.name();
    if (table.equals(people)) {
      add(row, below, parties);
      return;
    }
    met.add(table);
    for (Step step : whose.owners(table)) {
      follow(below, step)
          .filter(next -> !met.contains(next.table.name()))
          .forEach(next -> descend(row, next, met));
    }
    met.remove(table);
  }

  private Stream<Node> follow(Node at, Step step) {
    return (step.down() ? at.children : at.parents)
        .stream()
            .filter(link -> link.holds() && link.key().equals(step.key()))
            .filter(link -> link.child().table.name().equals(step.child().name()))
            .map(step.down() ? Link::child : Link::parent)
            .filter(there);
  }

  /** The rows below whose identities say whose a row is. */
  Set<Node> carriers(Node row) {
    if (people != null && !carriers.containsKey(row)) {
      Set<Node> found = new LinkedHashSet<>();
      carriers.put(row, found);
      if (!row.table.name().equals(people)) {
        carriers(row, false, new HashSet<>(), found);
      }
    }
    return carriers.getOrDefault(row, Set.of());
  }

  private void carriers(Node at, boolean below, Set<String> met, Set<Node> found) {
    String table = at.table.name();
    met.add(table);
    for (Step step : below ? whose.down(table) : whose.identifyingSteps(table)) {
      if (!met.contains(step.to()) && !step.to().equals(people)) {
        follow(at, step)
            .forEach(
                next -> {
                  if (step.down()) {
                    found.add(next);
                  }
                  carriers(next, step.down(), met, found);
                });
      }
    }
    met.remove(table);
  }
}
