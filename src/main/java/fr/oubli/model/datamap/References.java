package fr.oubli.model.datamap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways from a collection to another along the map's references. Of several ways the shortest is
 * taken, and of equally short ones the one that the map lists first, so that the same map gives the
 * same way on every run.
 */
public final class References {

  private final Map<String, List<Step>> stepsUp = new LinkedHashMap<>();

  /** One reference, from the row that holds it to the row that it points at. */
  public record Step(String child, String childField, String parent, String parentField) {}

  /** Two ways up to one collection. Rows from which they lead to the same row belong together. */
  public record Link(List<Step> fromUp, List<Step> toUp) {

    public Link {
      fromUp = List.copyOf(fromUp);
      toUp = List.copyOf(toUp);
    }

    int length() {
      return fromUp.size() + toUp.size();
    }
  }

  public References(DataMap map) {
    for (Collection collection : map.collections()) {
      stepsUp.put(collection.name(), stepsOf(collection));
    }
  }

  private static List<Step> stepsOf(Collection child) {
    List<Step> steps = new ArrayList<>();
    for (Field field : child.fields()) {
      for (Reference to : field.references()) {
        steps.add(new Step(child.name(), field.name(), to.collection(), to.field()));
      }
    }
    return steps;
  }

  /** The references to follow from child to parent; an empty list from a collection to itself. */
  public Optional<List<Step>> pathUp(String from, String to) {
    return Optional.ofNullable(allUp(from).get(to));
  }

  /** Every way from child to parent that meets no collection twice. */
  public List<List<Step>> allWaysUp(String from, String to) {
    List<List<Step>> ways = new ArrayList<>();
    collectWays(from, to, List.of(), ways);
    return ways;
  }

  private void collectWays(String from, String to, List<Step> way, List<List<Step>> ways) {
    for (Step step : stepsUp.getOrDefault(from, List.of())) {
      boolean met =
          step.parent().equals(from)
              || way.stream().anyMatch(each -> each.child().equals(step.parent()));
      if (!met && step.parent().equals(to)) {
        ways.add(longer(way, step));
      } else if (!met) {
        collectWays(step.parent(), to, longer(way, step), ways);
      }
    }
  }

  /**
   * The shortest link. Of equally short ones the one is taken that meets lowest, which has the most
   * collections above its meeting, as it ties the fewest rows together: a dispute and an invoice of
   * one order, rather than of one customer.
   */
  public Optional<Link> link(String from, String to) {
    Map<String, List<Step>> fromUp = allUp(from);
    Map<String, List<Step>> toUp = allUp(to);
    Map<String, Link> byMeeting = new LinkedHashMap<>();
    fromUp.forEach(
        (meeting, way) -> {
          List<Step> other = toUp.get(meeting);
          if (other != null) {
            byMeeting.put(meeting, new Link(way, other));
          }
        });
    return byMeeting.entrySet().stream()
        .min(
            Comparator.comparingInt((Map.Entry<String, Link> entry) -> entry.getValue().length())
                .thenComparing(entry -> -allUp(entry.getKey()).size()))
        .map(Map.Entry::getValue);
  }

  private Map<String, List<Step>> allUp(String from) {
    Map<String, List<Step>> found = new LinkedHashMap<>();
    if (!stepsUp.containsKey(from)) {
      return found;
    }
    found.put(from, List.of());
    Deque<String> waiting = new ArrayDeque<>(List.of(from));
    while (!waiting.isEmpty()) {
      String child = waiting.remove();
      for (Step step : stepsUp.getOrDefault(child, List.of())) {
        if (!found.containsKey(step.parent())) {
          found.put(step.parent(), longer(found.getOrDefault(child, List.of()), step));
          waiting.add(step.parent());
        }
      }
    }
    return found;
  }

  private static List<Step> longer(List<Step> way, Step step) {
    List<Step> longer = new ArrayList<>(way);
    longer.add(step);
    return List.copyOf(longer);
  }
}
