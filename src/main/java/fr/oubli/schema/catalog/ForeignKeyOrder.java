package fr.oubli.schema.catalog;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The order in which rows may be deleted: a collection comes before those that it refers to. The
 * order comes from the foreign keys in the catalogue, and where there is none from the references
 * of the map, and not from the order of a file.
 */
public final class ForeignKeyOrder {

  private final Map<String, Set<String>> parents = new LinkedHashMap<>();

  /** Parents that can be deleted first, as the child's reference is then nulled or defaulted. */
  private final Map<String, Set<String>> yielding = new LinkedHashMap<>();

  private final Set<String> placed = new LinkedHashSet<>();
  private final List<List<String>> cycles = new ArrayList<>();

  private ForeignKeyOrder(Catalog catalog, DataMap map) {
    Map<String, String> byTable = new LinkedHashMap<>();
    for (Collection collection : map.collections()) {
      byTable.put(SqlName.of(catalog.table(collection)), collection.name());
      parents.put(collection.name(), new LinkedHashSet<>());
    }
    for (ForeignKey key : catalog.foreignKeys()) {
      String child = byTable.get(key.child());
      String parent = byTable.get(key.parent());
      if (child != null && parent != null && !key.self()) {
        Objects.requireNonNull(parents.get(child)).add(parent);
        yielding.computeIfAbsent(child, any -> new LinkedHashSet<>()).add(parent);
      }
    }
    map.collections().forEach(this::refer);
    for (ForeignKey key : catalog.foreignKeys()) {
      if (key.onDelete().removesOrBlocks()) {
        yielding
            .getOrDefault(byTable.getOrDefault(key.child(), ""), new LinkedHashSet<>())
            .remove(byTable.getOrDefault(key.parent(), ""));
      }
    }
  }

  /**
   * A reference that only the map knows of forbids nothing, but a row whose parent went before it
   * has nothing any more that tells whose it is.
   */
  private void refer(Collection child) {
    child.fields().stream()
        .flatMap(field -> field.references().stream())
        .map(Reference::collection)
        .filter(parent -> !parent.equals(child.name()))
        .forEach(parent -> yields(child.name(), parent));
  }

  /** What is forbidden by nothing else. */
  private void yields(String child, String parent) {
    if (Objects.requireNonNull(parents.get(child)).add(parent)) {
      yielding.computeIfAbsent(child, any -> new LinkedHashSet<>()).add(parent);
    }
  }

  public static List<String> childrenFirst(Catalog catalog, DataMap map) {
    return childrenFirst(catalog, map, Map.of());
  }

  /**
   * @param asking collections whose rows ask others for what decides of them without referring to
   *     them, by an e-mail for instance: they come before those others where nothing forbids it
   */
  public static List<String> childrenFirst(
      Catalog catalog, DataMap map, Map<String, Set<String>> asking) {
    ForeignKeyOrder order = new ForeignKeyOrder(catalog, map);
    asking.forEach((child, asked) -> asked.forEach(parent -> order.yields(child, parent)));
    order.place();
    return List.copyOf(order.placed);
  }

  /** Collections that refer to each other in a circle, each circle by its members. */
  public static List<List<String>> cycles(Catalog catalog, DataMap map) {
    ForeignKeyOrder order = new ForeignKeyOrder(catalog, map);
    order.place();
    return List.copyOf(order.cycles);
  }

  /**
   * Places, round by round, the collections that no unplaced one refers to. A circle is opened
   * where one of its references yields to a deletion. Where none does, its collections are placed
   * together and told as a cycle.
   */
  private void place() {
    while (placed.size() < parents.size()) {
      Set<String> waitedFor = new HashSet<>();
      unplaced().forEach(name -> waitedFor.addAll(parents.getOrDefault(name, Set.of())));
      List<String> free = unplaced().filter(name -> !waitedFor.contains(name)).toList();
      if (free.isEmpty()) {
        List<String> circle = circle();
        if (!opened(circle)) {
          cycles.add(circle);
          placed.addAll(circle);
        }
      } else {
        placed.addAll(free);
      }
    }
  }

  /** Forgets the references of a circle that yield; false where none does. */
  private boolean opened(List<String> circle) {
    boolean opened = false;
    for (String child : circle) {
      Set<String> soft = new LinkedHashSet<>(yielding.getOrDefault(child, Set.of()));
      soft.retainAll(circle);
      opened |= Objects.requireNonNull(parents.get(child)).removeAll(soft);
    }
    return opened;
  }

  private Stream<String> unplaced() {
    return parents.keySet().stream().filter(name -> !placed.contains(name));
  }

  /** Collections that can be reached from themselves, from the first one that can. */
  private List<String> circle() {
    String start =
        unplaced()
            .filter(name -> reachable(name, parents).contains(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no order and no circle"));
    Map<String, Set<String>> children = new LinkedHashMap<>();
    parents.forEach(
        (child, above) ->
            above.forEach(
                parent ->
                    children.computeIfAbsent(parent, any -> new LinkedHashSet<>()).add(child)));
    Set<String> circle = reachable(start, parents);
    circle.retainAll(reachable(start, children));
    return circle.stream().sorted().toList();
  }

  /** Unplaced collections that references, or those of others, lead to. */
  private Set<String> reachable(String start, Map<String, Set<String>> nexts) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(nexts.getOrDefault(start, Set.of()));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (!placed.contains(next) && reached.add(next)) {
        open.addAll(nexts.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }
}
