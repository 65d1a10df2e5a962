package fr.oubli;

import static fr.oubli.House.packageOf;
import static java.util.stream.Collectors.joining;

import fr.oubli.House.Import;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Circles of packages that import each other, inside a room or through several. */
final class Circles {

  /** For each package those that it imports, with the imports that make the arrow. */
  private final Map<String, Map<String, List<Import>>> arrows = new TreeMap<>();

  Circles(House house) {
    for (Import one : house.imports()) {
      String from = packageOf(one.from());
      String to = packageOf(one.to());
      if (one.ours() && !from.equals(to)) {
        arrows
            .computeIfAbsent(from, any -> new TreeMap<>())
            .computeIfAbsent(to, any -> new ArrayList<>())
            .add(one);
      }
    }
  }

  /** One sentence for each knot of packages, which names the shortest circle in it. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (List<String> circle : shortestFirst()) {
      if (seen.stream().noneMatch(circle::contains)) {
        told.add(sentence(circle));
      }
      seen.addAll(circle);
    }
    return told;
  }

  private List<List<String>> shortestFirst() {
    return arrows.keySet().stream()
        .map(this::circleThrough)
        .filter(circle -> !circle.isEmpty())
        .sorted(Comparator.comparing(Collection::size))
        .toList();
  }

  /** The shortest way from a package back to itself, or nothing. */
  private List<String> circleThrough(String start) {
    Map<String, String> cameFrom = new HashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      String here = next.remove();
      for (String to : importedBy(here).keySet()) {
        if (cameFrom.putIfAbsent(to, here) == null) {
          next.add(to);
        }
      }
    }
    List<String> circle = new ArrayList<>();
    for (String at = cameFrom.get(start); at != null; at = cameFrom.get(at)) {
      circle.add(0, at);
      if (at.equals(start)) {
        return circle;
      }
    }
    return List.of();
  }

  private Map<String, List<Import>> importedBy(String name) {
    return arrows.getOrDefault(name, Map.of());
  }

  private String sentence(List<String> circle) {
    List<List<Import>> along = new ArrayList<>();
    for (int i = 0; i < circle.size(); i++) {
      along.add(importedBy(circle.get(i)).get(circle.get((i + 1) % circle.size())));
    }
    Import thinnest =
        along.stream().min(Comparator.comparing(Collection::size)).orElseThrow().get(0);
    return "the packages "
        + Stream.concat(circle.stream(), Stream.of(circle.get(0)))
            .map(name -> name.isEmpty() ? Rooms.TOP : name)
            .collect(joining(" -> "))
        + " import each other in a circle ("
        + along.stream().map(its -> its.get(0).told()).collect(joining(", "))
        + "): turn one of these imports round; the thinnest arrow is that of "
        + thinnest.told()
        + ".";
  }
}
