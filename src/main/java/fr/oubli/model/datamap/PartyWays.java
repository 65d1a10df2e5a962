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
import java.util.stream.Collectors;

/**
 * The ways from the rows of every collection to the persons whom they concern beside their owner: a
 * second reference, a longer way, and, where nothing leads up from rows with personal data, the
 * rows that refer to them.
 */
public final class PartyWays {

  private final References references;
  private final OwnerWays owners;
  private final String end;
  private final Set<String> ascending;
  private final Set<String> fromBelow = new HashSet<>();
  private final Set<String> leading;
  private final Map<String, List<List<Step>>> ways = new ConcurrentHashMap<>();

  /**
   * @param end the collection that all ways lead to
   */
  PartyWays(References references, OwnerWays owners, String end) {
    this.references = references;
    this.owners = owners;
    this.end = end;
    this.ascending = below(Set.of(end));
    references.names().stream()
        .filter(name -> !ascending.contains(name) && references.personal(name))
        .filter(name -> !toOwned(name).isEmpty())
        .forEach(fromBelow::add);
    this.leading = new HashSet<>(ascending);
    leading.addAll(
        below(fromBelow.stream().filter(name -> !isShared(name)).collect(Collectors.toSet())));
  }

  /**
   * Persons themselves refer to it, as to their organisation. It concerns them; what else refers to
   * it concerns whoever of them a map says, and not all of them.
   */
  private boolean isShared(String name) {
    return references.above(end).contains(name);
  }

  /** The collections from which references lead up, or as the map says down, to some others. */
  private Set<String> below(Set<String> above) {
    Map<String, List<String>> leadingTo = new HashMap<>();
    for (String from : references.names()) {
      for (Step step : said(from)) {
        leadingTo.computeIfAbsent(step.to(), any -> new ArrayList<>()).add(from);
      }
    }
    Set<String> found = new HashSet<>(above);
    Deque<String> waiting = new ArrayDeque<>(above);
    while (!waiting.isEmpty()) {
      for (String from : leadingTo.getOrDefault(waiting.remove(), List.of())) {
        if (found.add(from)) {
          waiting.add(from);
        }
      }
    }
    return found;
  }

  private List<Step> said(String from) {
    List<Step> steps = new ArrayList<>(references.stepsUp(from));
    references.stepsDown(from).stream()
        .filter(step -> references.tie(step) == Tie.IDENTIFIES)
        .forEach(steps::add);
    return steps;
  }

  private List<Step> toOwned(String from) {
    return references.stepsDown(from).stream().filter(step -> owners.reaches(step.to())).toList();
  }

  /** Every way to a person that is not the owner's; none where the collection is the end itself. */
  public List<List<Step>> of(String from) {
    return ways.computeIfAbsent(from, any -> find(from, Integer.MAX_VALUE));
  }

  /**
   * The first of these ways. Where very many rows refer to one of a table such as that of the
   * staff, there are as many ways from each of them as there are such tables.
   */
  public List<List<Step>> first(String from, int most) {
    List<List<Step>> all = ways.get(from);
    return (all == null ? find(from, most) : all).stream().limit(most).toList();
  }

  private List<List<Step>> find(String from, int most) {
    List<List<Step>> own = owners.owners(from);
    Set<List<Step>> found = new LinkedHashSet<>();
    if (!from.equals(end)) {
      long enough = (long) most + own.size();
      collect(new Begun(new ArrayDeque<>(), new HashSet<>(), found, enough), from);
    }
    own.forEach(found::remove);
    return List.copyOf(found);
  }

  /**
   * A way that is looked for.
   *
   * @param met the collections that it leads through
   * @param found those that were found before
   * @param most no other is looked for once so many were found
   */
  private record Begun(Deque<Step> way, Set<String> met, Set<List<Step>> found, long most) {

    boolean done() {
      return found.size() >= most;
    }
  }

  private void collect(Begun begun, String from) {
    if (from.equals(end)) {
      begun.found().add(List.copyOf(begun.way()));
      return;
    }
    begun.met().add(from);
    for (Step step : said(from)) {
      if (!begun.done() && leading.contains(step.to()) && !begun.met().contains(step.to())) {
        begun.way().addLast(step);
        collect(begun, step.to());
        begun.way().removeLast();
      }
    }
    if (fromBelow.contains(from) && (begun.way().isEmpty() || !isShared(from))) {
      toOwned(from).forEach(step -> descend(begun, step));
    }
    begun.met().remove(from);
  }

  private void descend(Begun begun, Step step) {
    if (begun.done() || begun.met().contains(step.to())) {
      return;
    }
    for (List<Step> owner : owners.owners(step.to())) {
      if (owner.stream().noneMatch(on -> begun.met().contains(on.to()))) {
        List<Step> whole = new ArrayList<>(begun.way());
        whole.add(step);
        whole.addAll(owner);
        begun.found().add(List.copyOf(whole));
      }
    }
  }
}
