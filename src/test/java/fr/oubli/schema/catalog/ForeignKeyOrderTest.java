package fr.oubli.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.ForeignKey.OnDelete;
import fr.oubli.schema.catalog.ForeignKey.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ForeignKeyOrderTest {

  private static final int TABLES = 6;

  private final Random dice = new Random(137);

  @Test
  void theOrderAndTheCirclesAreThoseOfAPlainSearch() {
    int circles = 0;
    for (int trial = 0; trial < 3_000; trial++) {
      Catalog catalog = new Catalog(tables(), keys(trial % 2 == 0));
      PlainOrder plain = new PlainOrder(catalog, map());
      plain.place();
      assertThat(ForeignKeyOrder.childrenFirst(catalog, map()))
          .isEqualTo(List.copyOf(plain.placed));
      assertThat(ForeignKeyOrder.cycles(catalog, map())).isEqualTo(plain.cycles);
      circles += plain.cycles.size();
    }
    assertThat(circles).isGreaterThan(100);
  }

  @Test
  void lookUpsFindWhatAScanFinds() {
    for (int trial = 0; trial < 200; trial++) {
      List<ForeignKey> keys = keys(false);
      Catalog catalog = new Catalog(tables(), keys);
      for (Table one : tables()) {
        assertThat(catalog.referencing(one))
            .isEqualTo(scan(keys, key -> key.parent().equals(SqlName.of(one))));
        assertThat(catalog.from(one))
            .isEqualTo(scan(keys, key -> key.child().equals(SqlName.of(one))));
        for (Table other : tables()) {
          assertThat(catalog.between(one, other))
              .isEqualTo(
                  scan(
                      keys,
                      key ->
                          key.child().equals(SqlName.of(one))
                              && key.parent().equals(SqlName.of(other))));
        }
      }
    }
  }

  private static List<ForeignKey> scan(List<ForeignKey> keys, Predicate<ForeignKey> of) {
    return keys.stream().filter(of).toList();
  }

  private List<ForeignKey> keys(boolean allBlock) {
    List<ForeignKey> keys = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      keys.add(
          new ForeignKey(
              "key" + i,
              new Side(quoted(dice.nextInt(TABLES)), List.of("\"parent_id\"")),
              new Side(quoted(dice.nextInt(TABLES)), List.of("id")),
              !allBlock && dice.nextInt(4) == 0 ? OnDelete.SET_NULL : OnDelete.NO_ACTION,
              true,
              0,
              true));
    }
    return keys;
  }

  private static DataMap map() {
    return new DataMap(
        "test",
        "00",
        names().stream()
            .map(name -> new Collection(name, "public", name, List.of(), null, new Place("m", 1)))
            .toList());
  }

  private static List<Table> tables() {
    return names().stream()
        .map(
            name ->
                new Table(
                    "public",
                    name,
                    "r",
                    new Table.Size(0, 0),
                    List.of(),
                    new Table.Constraints(List.of("id"), List.of(), List.of()),
                    Traits.NONE))
        .toList();
  }

  private static List<String> names() {
    return List.of("f", "b", "d", "a", "e", "c").subList(0, TABLES);
  }

  private static String quoted(int table) {
    return "\"public\".\"" + names().get(table) + '"';
  }

  /** Looks at every collection for every question. */
  private static final class PlainOrder {

    private final Map<String, Set<String>> parents = new LinkedHashMap<>();

    /** Parents that can be deleted first, as the child's reference is then nulled or defaulted. */
    private final Map<String, Set<String>> yielding = new LinkedHashMap<>();

    private final Set<String> placed = new LinkedHashSet<>();
    private final List<List<String>> cycles = new ArrayList<>();

    PlainOrder(Catalog catalog, DataMap map) {
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
      for (ForeignKey key : catalog.foreignKeys()) {
        if (key.onDelete().removesOrBlocks()) {
          yielding
              .getOrDefault(byTable.getOrDefault(key.child(), ""), new LinkedHashSet<>())
              .remove(byTable.getOrDefault(key.parent(), ""));
        }
      }
    }

    /**
     * Places, round by round, the collections that no unplaced one refers to. A circle is opened
     * where one of its references yields to a deletion. Where none does, its collections are placed
     * together and told as a cycle.
     */
    void place() {
      while (placed.size() < parents.size()) {
        List<String> free = parents.keySet().stream().filter(this::unreferenced).toList();
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

    private boolean unreferenced(String name) {
      return !placed.contains(name)
          && parents.entrySet().stream()
              .filter(entry -> !placed.contains(entry.getKey()))
              .noneMatch(entry -> entry.getValue().contains(name));
    }

    /** Collections that can be reached from themselves, from the first one that can. */
    private List<String> circle() {
      for (String start : parents.keySet()) {
        Set<String> reached = reachable(start);
        if (!placed.contains(start) && reached.contains(start)) {
          return reached.stream()
              .filter(other -> reachable(other).contains(start))
              .sorted()
              .toList();
        }
      }
      throw new IllegalStateException("no order and no circle");
    }

    private Set<String> reachable(String start) {
      Set<String> reached = new LinkedHashSet<>();
      List<String> open = new ArrayList<>(parents.getOrDefault(start, Set.of()));
      while (!open.isEmpty()) {
        String next = open.remove(0);
        if (!placed.contains(next) && reached.add(next)) {
          open.addAll(parents.getOrDefault(next, Set.of()));
        }
      }
      return reached;
    }
  }
}
