package fr.oubli.model.datamap;

import fr.oubli.model.datamap.References.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ways from the rows of every collection to the rows of one, such as that of the persons, that
 * say whose a row is.
 *
 * <p>A way goes up by references. It goes down only where the map says that the row below tells
 * whose the row above is.
 */
public final class OwnerWays {

  private final References references;
  private final String end;
  private final Map<String, Integer> distances = new HashMap<>();
  private final Map<String, List<List<Step>>> owners = new ConcurrentHashMap<>();

  /**
   * @param end the collection that all ways lead to
   */
  OwnerWays(References references, String end) {
    this.references = references;
    this.end = end;
    measure();
  }

  /** How many references lie between a collection and the end, by the way of the owner. */
  private void measure() {
    Map<String, List<String>> leadingTo = new HashMap<>();
    for (String from : references.names()) {
      for (Step step : saying(from)) {
        leadingTo.computeIfAbsent(step.to(), any -> new ArrayList<>()).add(from);
      }
    }
    distances.put(end, 0);
    Deque<String> waiting = new ArrayDeque<>(List.of(end));
    while (!waiting.isEmpty()) {
      String reached = waiting.remove();
      int distance = distances.getOrDefault(reached, 0) + 1;
      for (String from : leadingTo.getOrDefault(reached, List.of())) {
        if (distances.putIfAbsent(from, distance) == null) {
          waiting.add(from);
        }
      }
    }
  }

  /** The steps from a collection that can say whose its rows are. */
  private List<Step> saying(String from) {
    List<Step> up =
        references.stepsUp(from).stream()
            .filter(step -> !step.parent().equals(from))
            .filter(step -> references.tie(step) != Tie.PARTY)
            .filter(step -> references.tie(step) != Tie.IDENTIFIES)
            .toList();
    List<Step> said = up.stream().filter(step -> references.tie(step) == Tie.OWNER).toList();
    List<Step> steps = new ArrayList<>(said.isEmpty() ? up : said);
    references.stepsDown(from).stream()
        .filter(step -> references.tie(step) == Tie.IDENTIFIES)
        .forEach(steps::add);
    return steps;
  }

  /** Every way that says whose a row is; an empty way where the collection is the end itself. */
  public List<List<Step>> owners(String from) {
    return owners.computeIfAbsent(from, this::findOwners);
  }

  private List<List<Step>> findOwners(String from) {
    List<List<Step>> ways = new ArrayList<>();
    collectOwners(from, new ArrayDeque<>(), new HashSet<>(), ways);
    return List.copyOf(ways);
  }

  private void collectOwners(String from, Deque<Step> way, Set<String> met, List<List<Step>> ways) {
    if (from.equals(end)) {
      ways.add(List.copyOf(way));
      return;
    }
    met.add(from);
    for (Step step : first(from)) {
      if (!met.contains(step.to())) {
        way.addLast(step);
        collectOwners(step.to(), way, met, ways);
        way.removeLast();
      }
    }
    met.remove(from);
  }

  /**
   * The steps that ways of the owner begin with: those of which the map says so; otherwise the
   * shortest, and those that hold under a condition. What a row below says counts beside them.
   */
  private List<Step> first(String from) {
    List<Step> kept = new ArrayList<>();
    int shortest = shortest(from);
    boolean found = false;
    for (Step step : leading(from)) {
      boolean certain =
          step.down() || references.tie(step) == Tie.OWNER || references.holdsUnder(step);
      boolean nearest = !certain && !found && distance(step) == shortest;
      found |= nearest;
      if (certain || nearest) {
        kept.add(step);
      }
    }
    return kept;
  }

  private List<Step> leading(String from) {
    return saying(from).stream().filter(step -> distances.containsKey(step.to())).toList();
  }

  private int distance(Step step) {
    return distances.getOrDefault(step.to(), Integer.MAX_VALUE);
  }

  private int shortest(String from) {
    return unsaid(from).stream().mapToInt(this::distance).min().orElse(Integer.MAX_VALUE);
  }

  private List<Step> unsaid(String from) {
    return leading(from).stream()
        .filter(step -> !step.down())
        .filter(step -> references.tie(step) == Tie.UNSAID)
        .filter(step -> !references.holdsUnder(step))
        .toList();
  }

  /**
   * The steps among which the map leaves open which one leads to the owner: several that are
   * equally short, or one that always holds beside some that hold under a condition. At most one
   * step where nothing is open.
   */
  public List<Step> open(String from) {
    if (from.equals(end)) {
      return List.of();
    }
    List<Step> unsaid = unsaid(from);
    List<Step> conditional =
        leading(from).stream()
            .filter(step -> references.tie(step) == Tie.UNSAID && references.holdsUnder(step))
            .toList();
    if (!conditional.isEmpty()) {
      Set<Step> all = new LinkedHashSet<>(unsaid);
      all.addAll(conditional);
      return unsaid.isEmpty() ? List.of() : List.copyOf(all);
    }
    int shortest = shortest(from);
    return unsaid.stream().filter(step -> distance(step) == shortest).toList();
  }

  /**
   * The ways that end at a row below, of which the map says that it tells whose the row above is:
   * it may carry an identity in the place of a reference, as a guest's order does.
   */
  public List<List<Step>> identified(String from) {
    List<List<Step>> ways = new ArrayList<>();
    if (references.anyIdentifies() && !from.equals(end)) {
      collectIdentified(from, new ArrayDeque<>(), new HashSet<>(), ways);
    }
    return ways;
  }

  private void collectIdentified(
      String from, Deque<Step> way, Set<String> met, List<List<Step>> ways) {
    met.add(from);
    boolean below = !way.isEmpty() && way.getLast().down();
    if (below) {
      ways.add(List.copyOf(way));
    }
    for (Step step : identifying(from)) {
      boolean onward = step.down() || (!below && references.leadsToIdentified(step.to()));
      if (onward && !met.contains(step.to()) && !step.to().equals(end)) {
        way.addLast(step);
        collectIdentified(step.to(), way, met, ways);
        way.removeLast();
      }
    }
    met.remove(from);
  }

  /**
   * Where references lead up to the owner, what lies above by others says nothing of whose it is.
   */
  private List<Step> identifying(String from) {
    List<Step> first = first(from);
    boolean owned = first.stream().anyMatch(step -> !step.down());
    return saying(from).stream()
        .filter(step -> step.down() || !owned || first.contains(step))
        .toList();
  }

  /** Whether a way of the owner leads from a collection to the end. */
  boolean reaches(String from) {
    return distances.containsKey(from);
  }
}
