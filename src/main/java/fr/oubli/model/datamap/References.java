package fr.oubli.model.datamap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The ways from a collection to another along the map's references. Of several ways the shortest is
 * taken, and of equally short ones the one that the map lists first, so that the same map gives the
 * same way on every run. A way that was looked for once is remembered.
 */
public final class References {

  private final Map<String, List<Step>> stepsUp = new LinkedHashMap<>();
  private final Map<String, Map<String, Step>> lastSteps = new ConcurrentHashMap<>();
  private final Map<Ends, List<List<Step>>> ways = new ConcurrentHashMap<>();
  private final Map<Ends, Optional<Link>> links = new ConcurrentHashMap<>();

  /** One reference, from the row that holds it to the row that it points at. */
  public record Step(String child, String childField, String parent, String parentField) {}

  /** Where a way begins and where it ends. */
  private record Ends(String from, String to) {}

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

  References(List<Collection> collections) {
    for (Collection collection : collections) {
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
    return List.copyOf(steps);
  }

  /** The references to follow from child to parent; an empty list from a collection to itself. */
  public Optional<List<Step>> pathUp(String from, String to) {
    return from.equals(to) && stepsUp.containsKey(from)
        ? Optional.of(List.of())
        : Optional.of(lastSteps(from))
            .filter(last -> last.containsKey(to))
            .map(last -> way(last, to));
  }

  /** Every collection that references lead to, the one that they start from left out. */
  public Set<String> above(String from) {
    return lastSteps(from).keySet();
  }

  /** Every way from child to parent that meets no collection twice. */
  public List<List<Step>> allWaysUp(String from, String to) {
    return ways.computeIfAbsent(new Ends(from, to), this::allWaysUp);
  }

  private List<List<Step>> allWaysUp(Ends ends) {
    List<List<Step>> found = new ArrayList<>();
    collectWays(ends.from(), ends.to(), new ArrayDeque<>(), new HashSet<>(), found);
    return List.copyOf(found);
  }

  /** Where nothing leads on to the end, no way is tried. */
  private void collectWays(
      String from, String to, Deque<Step> way, Set<String> met, List<List<Step>> found) {
    met.add(from);
    for (Step step : stepsUp.getOrDefault(from, List.of())) {
      if (!met.contains(step.parent())) {
        way.addLast(step);
        if (step.parent().equals(to)) {
          found.add(List.copyOf(way));
        } else if (lastSteps(step.parent()).containsKey(to)) {
          collectWays(step.parent(), to, way, met, found);
        }
        way.removeLast();
      }
    }
    met.remove(from);
  }

  /**
   * The shortest link. Of equally short ones the one is taken that meets lowest, which has the most
   * collections above its meeting, as it ties the fewest rows together: a dispute and an invoice of
   * one order, rather than of one customer.
   */
  public Optional<Link> link(String from, String to) {
    return links.computeIfAbsent(new Ends(from, to), this::link);
  }

  /** A link, with how many collections stand above the one in which it meets. */
  private record Meeting(Link link, int above) {}

  private Optional<Link> link(Ends ends) {
    return Stream.concat(Stream.of(ends.from()), above(ends.from()).stream())
        .flatMap(
            meeting ->
                pathUp(ends.from(), meeting)
                    .flatMap(way -> pathUp(ends.to(), meeting).map(other -> new Link(way, other)))
                    .map(link -> new Meeting(link, above(meeting).size()))
                    .stream())
        .min(
            Comparator.comparingInt((Meeting meeting) -> meeting.link().length())
                .thenComparing(meeting -> -meeting.above()))
        .map(Meeting::link);
  }

  /**
   * The last step of the way to each collection above, the nearest first. A way is put together
   * from the last steps: to keep every way whole would take a map's size squared.
   */
  private Map<String, Step> lastSteps(String from) {
    return lastSteps.computeIfAbsent(from, this::search);
  }

  private Map<String, Step> search(String from) {
    Map<String, Step> found = new LinkedHashMap<>();
    Deque<String> waiting = new ArrayDeque<>(List.of(from));
    while (!waiting.isEmpty()) {
      for (Step step : stepsUp.getOrDefault(waiting.remove(), List.of())) {
        if (!step.parent().equals(from) && found.putIfAbsent(step.parent(), step) == null) {
          waiting.add(step.parent());
        }
      }
    }
    return found;
  }

  private static List<Step> way(Map<String, Step> last, String to) {
    Deque<Step> way = new ArrayDeque<>();
    String end = to;
    while (last.containsKey(end)) {
      Step step = Objects.requireNonNull(last.get(end));
      way.addFirst(step);
      end = step.child();
    }
    return List.copyOf(way);
  }
}
