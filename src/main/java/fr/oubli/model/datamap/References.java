package fr.oubli.model.datamap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
  private final Map<String, List<Step>> stepsDown = new HashMap<>();
  private final Map<Step, Reference> written = new HashMap<>();
  private final Set<String> personal = new HashSet<>();
  private final boolean anyIdentifies;
  private final Map<String, OwnerWays> owners = new ConcurrentHashMap<>();
  private final Map<String, PartyWays> parties = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Step>> lastSteps = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> above = new ConcurrentHashMap<>();
  private final Map<Ends, List<List<Step>>> ways = new ConcurrentHashMap<>();
  private final Map<Ends, Optional<Link>> links = new ConcurrentHashMap<>();

  /**
   * One reference, from the row that holds it to the row that it points at.
   *
   * @param down it is followed the other way, from the row that it points at
   */
  public record Step(
      String child, String childField, String parent, String parentField, boolean down) {

    /** A reference that is followed as it points. */
    public Step(String child, String childField, String parent, String parentField) {
      this(child, childField, parent, parentField, false);
    }

    public String from() {
      return down ? parent : child;
    }

    public String to() {
      return down ? child : parent;
    }

    /** Whether a way goes down somewhere, so that it may end at several rows. */
    public static boolean anyDown(List<Step> way) {
      return way.stream().anyMatch(Step::down);
    }

    /** The collection that a way leads to; the way has a step at least. */
    public static String end(List<Step> way) {
      return way.get(way.size() - 1).to();
    }

    /** The same reference, followed as it points. */
    public Step up() {
      return new Step(child, childField, parent, parentField);
    }

    /** The same reference, followed the other way. */
    public Step turned() {
      return new Step(child, childField, parent, parentField, !down);
    }
  }

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
      if (collection.personal()) {
        personal.add(collection.name());
      }
    }
    this.anyIdentifies =
        written.values().stream().anyMatch(reference -> reference.tie() == Tie.IDENTIFIES);
    stepsUp.values().stream()
        .flatMap(List::stream)
        .forEach(
            step ->
                stepsDown
                    .computeIfAbsent(step.parent(), any -> new ArrayList<>())
                    .add(step.turned()));
  }

  private List<Step> stepsOf(Collection child) {
    List<Step> steps = new ArrayList<>();
    for (Field field : child.fields()) {
      for (Reference to : field.references()) {
        Step step = new Step(child.name(), field.name(), to.collection(), to.field());
        steps.add(step);
        written.put(step, to);
      }
    }
    return List.copyOf(steps);
  }

  Set<String> names() {
    return stepsUp.keySet();
  }

  boolean personal(String collection) {
    return personal.contains(collection);
  }

  List<Step> stepsUp(String from) {
    return stepsUp.getOrDefault(from, List.of());
  }

  /** The references that lead to a collection, from where they lead to. */
  public List<Step> stepsDown(String from) {
    return stepsDown.getOrDefault(from, List.of());
  }

  /** What the map says of a step: its tie, and the condition under which it holds. */
  public Reference written(Step step) {
    return written.getOrDefault(step.up(), new Reference(step.parent(), step.parentField()));
  }

  public Tie tie(Step step) {
    return written(step).tie();
  }

  /**
   * The references by which rows of a collection tell whose the rows are that they refer to, each
   * from the row that it points at.
   */
  public List<Step> identifying(String child) {
    return stepsUp(child).stream()
        .filter(step -> tie(step) == Tie.IDENTIFIES)
        .map(Step::turned)
        .toList();
  }

  /** Whether rows below tell whose the rows of a collection are. */
  public boolean isIdentified(String parent) {
    return stepsDown(parent).stream().anyMatch(step -> tie(step) == Tie.IDENTIFIES);
  }

  /** Whether the map says anywhere that a row tells whose the row is that it refers to. */
  boolean anyIdentifies() {
    return anyIdentifies;
  }

  /** Whether a collection, or one above it, has rows of which rows below tell whose they are. */
  boolean leadsToIdentified(String from) {
    return Stream.concat(Stream.of(from), above(from).stream()).anyMatch(this::isIdentified);
  }

  boolean holdsUnder(Step step) {
    return !written(step).when().isEmpty();
  }

  /** The ways that say whose a row is, where the persons are the rows of a collection. */
  public OwnerWays owners(String persons) {
    return owners.computeIfAbsent(persons, end -> new OwnerWays(this, end));
  }

  /** The ways to others whom a row concerns. */
  public PartyWays parties(String persons) {
    return parties.computeIfAbsent(persons, end -> new PartyWays(this, owners(end), end));
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
    return above.computeIfAbsent(from, this::findAbove);
  }

  private Set<String> findAbove(String from) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> waiting = new ArrayDeque<>(List.of(from));
    while (!waiting.isEmpty()) {
      for (Step step : stepsUp(waiting.remove())) {
        if (!step.parent().equals(from) && found.add(step.parent())) {
          waiting.add(step.parent());
        }
      }
    }
    return found;
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
    for (Step step : stepsUp(from)) {
      if (!met.contains(step.parent())) {
        way.addLast(step);
        if (step.parent().equals(to)) {
          found.add(List.copyOf(way));
        } else if (above(step.parent()).contains(to)) {
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
      for (Step step : ownersFirst(waiting.remove())) {
        if (!step.parent().equals(from) && found.putIfAbsent(step.parent(), step) == null) {
          waiting.add(step.parent());
        }
      }
    }
    return found;
  }

  /** A party's row is no part of it: whatever is asked of the row above is asked of the owner's. */
  private List<Step> ownersFirst(String from) {
    return stepsUp(from).stream()
        .filter(step -> tie(step) != Tie.PARTY)
        .sorted(Comparator.comparing(step -> tie(step) != Tie.OWNER))
        .toList();
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
