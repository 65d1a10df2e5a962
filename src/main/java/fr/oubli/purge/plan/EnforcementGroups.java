package fr.oubli.purge.plan;

import fr.oubli.schema.sql.SessionTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Enforcements that ask the same gathered tables are asked in one transaction, so that the tables
 * are made once. All others are asked each by itself, so that workers can share them.
 */
public final class EnforcementGroups {

  /** Fewer are not worth that their tables are made once more. */
  private static final int WORTH_TABLES = 6;

  private EnforcementGroups() {}

  /**
   * @param tables what an item asks; items belong together where the first one is the same
   */
  public static <T> List<List<T>> sharing(List<T> items, Function<T, List<SessionTable>> tables) {
    Map<Object, List<T>> groups = new LinkedHashMap<>();
    for (T item : items) {
      List<SessionTable> asked = tables.apply(item);
      Object group = asked.isEmpty() ? item : asked.get(0).name();
      groups.computeIfAbsent(group, first -> new ArrayList<>()).add(item);
    }
    // The long ones first, so that no worker is left alone with one at the end.
    return groups.values().stream()
        .sorted((one, other) -> Integer.compare(other.size(), one.size()))
        .toList();
  }

  /**
   * The groups, of which one that is more than a worker's share of all items is cut. A rule with
   * many periods is such a group: each part makes the tables of its own.
   */
  public static <T> List<List<T>> spread(List<List<T>> groups, int workers) {
    int all = groups.stream().mapToInt(List::size).sum();
    List<List<T>> spread = new ArrayList<>();
    for (List<T> group : groups) {
      int shares = (group.size() * workers + all - 1) / all;
      spread.addAll(cut(group, Math.max(1, Math.min(shares, group.size() / WORTH_TABLES))));
    }
    return List.copyOf(spread);
  }

  /** Each part has some of all collections, since those of a large one take the longest. */
  private static <T> List<List<T>> cut(List<T> group, int parts) {
    List<List<T>> cut = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      List<T> own = new ArrayList<>();
      for (int i = part; i < group.size(); i += parts) {
        own.add(group.get(i));
      }
      cut.add(List.copyOf(own));
    }
    return cut;
  }

  /** The answers to grouped items in the order of the items. */
  public static <T, R> List<R> inOrder(
      List<T> items, List<List<T>> groups, Collection<List<R>> answers) {
    Map<T, R> byItem = new HashMap<>();
    int group = 0;
    for (List<R> answered : answers) {
      List<T> asked = groups.get(group++);
      for (int i = 0; i < asked.size(); i++) {
        byItem.put(asked.get(i), answered.get(i));
      }
    }
    return items.stream().map(item -> Objects.requireNonNull(byItem.get(item))).toList();
  }
}
