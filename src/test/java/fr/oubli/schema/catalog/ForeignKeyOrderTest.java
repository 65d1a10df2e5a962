package fr.oubli.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.ForeignKey.OnDelete;
import fr.oubli.schema.catalog.ForeignKey.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ForeignKeyOrderTest {

  private static final int TABLES = 6;

  private final Random dice = new Random(137);

  /** Every order is judged by its definition, on tables that refer to each other at random. */
  @Test
  void whatRefersToOthersGoesBeforeThemUnlessTheyAreInACircle() {
    int circles = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      boolean allBlock = trial % 2 == 0;
      List<ForeignKey> keys = keys(allBlock);
      Catalog catalog = new Catalog(tables(), keys);
      List<String> order = ForeignKeyOrder.childrenFirst(catalog, map());
      List<List<String>> cycles = ForeignKeyOrder.cycles(catalog, map());
      assertThat(order).containsExactlyInAnyOrderElementsOf(names());
      for (ForeignKey key : keys) {
        String child = name(key.child());
        String parent = name(key.parent());
        boolean yields =
            keys.stream()
                .filter(each -> each.from().equals(key.from()) && each.to().equals(key.to()))
                .noneMatch(each -> each.onDelete().removesOrBlocks());
        if (!yields
            && cycles.stream().noneMatch(each -> each.containsAll(List.of(child, parent)))) {
          assertThat(order.indexOf(child))
              .as("%s", keys)
              .isLessThanOrEqualTo(order.indexOf(parent));
        }
      }
      for (List<String> cycle : cycles) {
        List<String> mutual = mutual(cycle.get(0), keys);
        assertThat(cycle).isSorted().hasSizeGreaterThan(1).isSubsetOf(mutual);
        assertThat(!allBlock || cycle.equals(mutual)).as("%s", keys).isTrue();
        circles++;
      }
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

  /** The tables that are above and below one at once, whether references yield or not. */
  private static List<String> mutual(String start, List<ForeignKey> keys) {
    return reached(start, keys).stream()
        .filter(other -> reached(other, keys).contains(start))
        .sorted()
        .toList();
  }

  private static Set<String> reached(String start, List<ForeignKey> keys) {
    Set<String> reached = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(start));
    while (!open.isEmpty()) {
      String child = open.remove(0);
      keys.stream()
          .filter(key -> !key.self() && name(key.child()).equals(child))
          .map(key -> name(key.parent()))
          .filter(reached::add)
          .forEach(open::add);
    }
    return reached;
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
              0));
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

  private static String name(String quoted) {
    return quoted.substring("\"public\".\"".length(), quoted.length() - 1);
  }
}
