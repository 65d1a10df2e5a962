package fr.oubli.property;

import fr.oubli.property.Reference.Tie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which references of random tables say whose a row is, and which lead to others whom it concerns.
 */
final class Whose {

  /**
   * A reference, followed from the row that holds it, or down to that row.
   *
   * @param child the table that holds it
   */
  record Step(Table child, Reference key, boolean down) {

    String to() {
      return down ? child.name() : key.parent();
    }
  }

  private final List<Table> tables;
  private final @Nullable String people;
  private final Map<String, Integer> distances = new HashMap<>();
  private final Map<String, List<Step>> steps = new HashMap<>();
  private final Map<String, List<Step>> owners = new HashMap<>();
  private final Set<String> ascending = new HashSet<>();

  Whose(List<Table> tables, @Nullable String people) {
    this.tables = tables;
    this.people = people;
    if (people != null) {
      tables.forEach(table -> steps.put(table.name(), findSteps(table)));
      measure();
      tables.forEach(table -> owners.put(table.name(), findOwners(table.name())));
      ascend(people);
    }
  }

  private List<Step> findSteps(Table from) {
    return Stream.concat(
            from.references().stream().map(key -> new Step(from, key, false)),
            referring(from.name()).stream().filter(step -> step.key().says(Tie.IDENTIFIES)))
        .filter(step -> step.key().mapped() && !step.child().name().equals(step.key().parent()))
        .toList();
  }

  /** The references from other tables to a table, whatever they say. */
  List<Step> referring(String table) {
    return tables.stream()
        .filter(child -> !child.name().equals(table))
        .flatMap(
            child ->
                child.to(table).filter(Reference::mapped).map(key -> new Step(child, key, true)))
        .toList();
  }

  private void measure() {
    distances.put(Objects.requireNonNull(people), 0);
    for (int round = 0; round < tables.size(); round++) {
      for (Table table : tables) {
        saying(table.name()).stream()
            .filter(step -> distances.containsKey(step.to()))
            .mapToInt(step -> distance(step.to()) + 1)
            .min()
            .ifPresent(found -> distances.merge(table.name(), found, Math::min));
      }
    }
  }

  private int distance(String table) {
    return distances.getOrDefault(table, Integer.MAX_VALUE);
  }

  private void ascend(String to) {
    if (ascending.add(to)) {
      tables.stream()
          .map(Table::name)
          .filter(from -> all(from).stream().anyMatch(step -> step.to().equals(to)))
          .forEach(this::ascend);
    }
  }

  /** Every reference up from a table, and those below that tell whose its rows are. */
  List<Step> all(String table) {
    return steps.getOrDefault(table, List.of());
  }

  /** The steps that can say whose a row is: those of which the map says it, else all unsaid. */
  List<Step> saying(String table) {
    List<Step> said = all(table).stream().filter(step -> says(step, Tie.OWNER)).toList();
    return all(table).stream()
        .filter(step -> step.down() || said.contains(step) || (said.isEmpty() && isUnsaid(step)))
        .toList();
  }

  private static boolean says(Step step, Tie tie) {
    return !step.down() && step.key().says(tie);
  }

  private static boolean isUnsaid(Step step) {
    return says(step, Tie.UNSAID);
  }

  /** The steps that the ways to a row's owners begin with. */
  List<Step> owners(String table) {
    return owners.getOrDefault(table, List.of());
  }

  private List<Step> findOwners(String table) {
    List<Step> leading = leading(table);
    List<Step> certain = leading.stream().filter(step -> !isPlain(step)).toList();
    List<Step> found = new ArrayList<>(certain);
    leading.stream()
        .filter(Whose::isPlain)
        .min((one, other) -> Integer.compare(distance(one.to()), distance(other.to())))
        .ifPresent(found::add);
    return found;
  }

  private List<Step> leading(String table) {
    return saying(table).stream().filter(step -> distances.containsKey(step.to())).toList();
  }

  /** Nothing is said of it, and it holds for all rows. */
  private static boolean isPlain(Step step) {
    return isUnsaid(step) && !step.key().conditional();
  }

  /** The references among which the map leaves open whose a row is; none where it does not. */
  List<Step> open(String table) {
    if (table.equals(people)) {
      return List.of();
    }
    List<Step> unsaid = leading(table).stream().filter(Whose::isUnsaid).toList();
    List<Step> plain = unsaid.stream().filter(Whose::isPlain).toList();
    if (plain.size() < unsaid.size()) {
      return plain.isEmpty() ? List.of() : unsaid;
    }
    int nearest = plain.stream().mapToInt(step -> distance(step.to())).min().orElse(0);
    List<Step> near = plain.stream().filter(step -> distance(step.to()) == nearest).toList();
    return near.size() < 2 ? List.of() : near;
  }

  /** Whether a way of the owner leads from a table to the persons. */
  boolean reaches(String table) {
    return distances.containsKey(table);
  }

  /**
   * Whether the rows that refer to a row say whom it concerns, because it has personal columns and
   * nothing leads up from it.
   */
  boolean fromBelow(Table table) {
    return people != null
        && !ascending.contains(table.name())
        && table.where(column -> column.mask() != null).findAny().isPresent()
        && referring(table.name()).stream().anyMatch(step -> reaches(step.to()));
  }

  /** Whether persons themselves refer to a table, over others or not. */
  boolean shared(String table) {
    return people != null && above(people, new HashSet<>()).contains(table);
  }

  private Set<String> above(String table, Set<String> found) {
    tables.stream()
        .filter(each -> each.name().equals(table))
        .flatMap(each -> each.references().stream())
        .filter(Reference::mapped)
        .map(Reference::parent)
        .filter(found::add)
        .toList()
        .forEach(parent -> above(parent, found));
    return found;
  }

  /** Whether a row of the table may concern others than its owner. */
  boolean hasParties(Table table) {
    return !table.name().equals(people)
        && (fromBelow(table) || otherWay(table.name(), new HashSet<>(), true));
  }

  /**
   * Whether a row may be of several persons, or concern others, or be tied otherwise than plainly.
   */
  boolean severalWays() {
    return tables.stream()
        .anyMatch(
            table ->
                hasParties(table)
                    || owners(table.name()).size() > 1
                    || table.find(Schemas.CLAIM).isPresent()
                    || table.references().stream().anyMatch(Whose::isSaid));
  }

  private static boolean isSaid(Reference key) {
    return key.conditional() || (key.mapped() && !key.says(Tie.UNSAID));
  }

  private boolean otherWay(String from, Set<String> met, boolean owner) {
    if (from.equals(people)) {
      return !owner;
    }
    met.add(from);
    boolean found =
        all(from).stream()
            .filter(step -> !met.contains(step.to()))
            .anyMatch(step -> otherWay(step.to(), met, owner && owners(from).contains(step)));
    met.remove(from);
    return found;
  }

  /** The tables whose rows may tell, by an identity, whose the rows of a table are. */
  Set<String> identifying(String table) {
    Set<String> found = new HashSet<>();
    identifying(table, new HashSet<>(), false, found);
    return found;
  }

  private void identifying(String from, Set<String> met, boolean below, Set<String> found) {
    met.add(from);
    for (Step step : below ? down(from) : identifyingSteps(from)) {
      if (!met.contains(step.to()) && !step.to().equals(people)) {
        if (step.down()) {
          found.add(step.to());
        }
        identifying(step.to(), met, step.down(), found);
      }
    }
    met.remove(from);
  }

  /** Whether a way from a table to what says whose its rows are passes another table. */
  boolean tells(String other, String table) {
    return tells(other, table, new HashSet<>());
  }

  private boolean tells(String other, String at, Set<String> met) {
    met.add(at);
    return Stream.concat(owners(at).stream(), identifyingSteps(at).stream())
        .map(Step::to)
        .filter(next -> !met.contains(next))
        .anyMatch(next -> next.equals(other) || tells(other, next, met));
  }

  /** The steps on which a row finds the rows that tell by an identity whose it is. */
  List<Step> identifyingSteps(String table) {
    boolean owned = owners(table).stream().anyMatch(step -> !step.down());
    return saying(table).stream()
        .filter(step -> step.down() || !owned || owners(table).contains(step))
        .toList();
  }

  List<Step> down(String table) {
    return all(table).stream().filter(Step::down).toList();
  }
}
