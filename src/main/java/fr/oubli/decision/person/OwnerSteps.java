package fr.oubli.decision.person;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.OwnerWays;
import fr.oubli.model.datamap.References;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.datamap.Tie;
import fr.oubli.schema.sql.ReferenceJoin;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the map says of each collection's references: which of them say whose a row is, which tie it
 * to others, and which collections stand above the persons. What was worked out is remembered.
 */
final class OwnerSteps {

  private final References references;
  private final OwnerWays ways;
  private final String people;
  private final Map<String, Set<Step>> first = new HashMap<>();
  private final Map<String, Boolean> always = new HashMap<>();

  OwnerSteps(References references, String people) {
    this.references = references;
    this.ways = references.owners(people);
    this.people = people;
  }

  /** The first steps of the ways that say whose a row is. */
  Set<Step> of(String collection) {
    return first.computeIfAbsent(collection, this::find);
  }

  private Set<Step> find(String collection) {
    Set<Step> steps = new LinkedHashSet<>();
    Stream.concat(ways.owners(collection).stream(), ways.identified(collection).stream())
        .filter(way -> !way.isEmpty())
        .forEach(way -> steps.add(way.get(0)));
    return steps;
  }

  /** The ways of the owner that lead to an account. */
  List<List<Step>> toAccounts(String collection) {
    return ways.owners(collection);
  }

  /** Whether a way of the owner leads from every row to an account, as foreign keys say. */
  boolean alwaysOwned(String collection, ReferenceJoin joins) {
    return always.computeIfAbsent(
        collection,
        from ->
            toAccounts(from).stream().anyMatch(way -> way.stream().allMatch(joins::alwaysLeads)));
  }

  /** Whether rows of it are nobody's by themselves, and persons refer to them, as to a firm. */
  boolean isOrganisation(String collection) {
    return !collection.equals(people)
        && references.above(people).contains(collection)
        && of(collection).isEmpty();
  }

  /** The references of a row that can tell something of whose it is, beside those of its owner. */
  List<Step> others(Collection collection) {
    return ups(collection).stream()
        .filter(step -> references.tie(step) != Tie.PARTY)
        .filter(step -> !of(collection.name()).contains(step))
        .filter(step -> !isOrganisation(step.parent()))
        .toList();
  }

  /** The steps down to rows of which the map says that they tell whose the row is. */
  List<Step> tellingBelow(String collection) {
    return references.stepsDown(collection).stream()
        .filter(step -> references.tie(step) == Tie.IDENTIFIES)
        .toList();
  }

  /** All references of a row, as they point. */
  static List<Step> ups(Collection collection) {
    return collection.fields().stream()
        .flatMap(
            field ->
                field.references().stream()
                    .map(
                        to ->
                            new Step(collection.name(), field.name(), to.collection(), to.field())))
        .toList();
  }
}
