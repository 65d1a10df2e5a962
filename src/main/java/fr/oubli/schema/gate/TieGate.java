package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.Reference;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Belonging;
import fr.oubli.schema.sql.PersonWays;
import fr.oubli.schema.sql.ReferenceJoin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The map leaves nowhere open whose a row is, nor to which document it belongs: of two references
 * that could be the owner's it says which, and of one field that refers to two collections when
 * which of them holds. Nothing is guessed, since a wrong guess deletes the rows of others.
 */
record TieGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    Set<Problem> problems = new LinkedHashSet<>();
    for (Collection collection : map.collections()) {
      collection.fields().forEach(field -> oneTarget(collection, field).ifPresent(problems::add));
    }
    PersonWays ways = new PersonWays(map, new ReferenceJoin(map, catalog), policy.subject());
    problems.addAll(new TellingGate(map, policy.subject(), ways).problems());
    Optional.ofNullable(policy.subject())
        .map(SubjectRule::collection)
        .ifPresent(
            persons ->
                map.collections()
                    .forEach(each -> open(ways, each.name(), persons).ifPresent(problems::add)));
    for (Rule rule : policy.rules()) {
      Optional<String> end = rule.starts().rowDate().map(ColumnName::collection);
      end.ifPresent(
          date ->
              rule.then()
                  .keySet()
                  .forEach(acted -> open(ways, acted, date).ifPresent(problems::add)));
      rule.then().keySet().forEach(acted -> conditions(ways, rule, acted, problems));
    }
    return List.copyOf(problems);
  }

  /** To which row a condition is put is left open nowhere on the way to it. */
  private void conditions(PersonWays ways, Rule rule, String acted, Set<Problem> problems) {
    Belonging belonging = new Belonging(map, policy.subject());
    for (String on : rule.only().collections()) {
      Set<String> from = new LinkedHashSet<>();
      if (belonging.of(rule, acted, on) == Belonging.Kind.REFERENCES) {
        belonging.waysUp(acted, on).forEach(way -> way.forEach(step -> from.add(step.from())));
      } else if (belonging.of(rule, acted, on) == Belonging.Kind.ABOVE_PERSON) {
        from.add(Objects.requireNonNull(policy.subject()).collection());
      }
      from.forEach(each -> open(ways, each, on).ifPresent(problems::add));
    }
  }

  private Optional<Problem> open(PersonWays ways, String from, String end) {
    List<Step> open = ways.open(from, end);
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.invalid(
                map.required(from).field(open.get(0).childField()).orElseThrow().place(),
                "'%s' leaves open whose its rows are: %s lead to '%s'"
                    .formatted(from, fields(open), end),
                "write tie: owner on the reference of the one whose they are, and tie: party on the"
                    + " others"));
  }

  private static String fields(List<Step> steps) {
    List<String> names = steps.stream().map(Step::childField).distinct().toList();
    return names.size() == 1
        ? "the references of " + names.get(0)
        : names.stream().limit(names.size() - 1L).collect(Collectors.joining(", "))
            + " and "
            + names.get(names.size() - 1);
  }

  /** Values of one field are keys of one table, unless foreign keys say otherwise. */
  private Optional<Problem> oneTarget(Collection child, Field field) {
    List<Reference> unsaid =
        field.references().stream()
            .filter(reference -> reference.when().isEmpty())
            .filter(reference -> !isForeignKey(child, field, reference))
            .toList();
    if (field.references().size() < 2 || unsaid.isEmpty()) {
      return Optional.empty();
    }
    String targets =
        field.references().stream()
            .map(reference -> "'" + reference.collection() + "'")
            .distinct()
            .collect(Collectors.joining(" and "));
    return Optional.of(
        Problem.invalid(
            field.place(),
            "'%s.%s' refers to %s".formatted(child.name(), field.name(), targets),
            "say on each reference when it holds, such as when: { %s: [the value] }"
                .formatted(conditionColumn(child, field))));
  }

  private static String conditionColumn(Collection child, Field field) {
    String stem = field.name().replaceFirst("_?id$", "");
    return Stream.of(stem + "_type", "model", "type", "kind", "res_model")
        .filter(name -> child.field(name).isPresent())
        .findFirst()
        .orElse("the_column");
  }

  private boolean isForeignKey(Collection child, Field field, Reference reference) {
    Table table = catalog.table(child);
    Table parent = catalog.table(map.required(reference.collection()));
    String column = SqlName.of(table.column(field.column()));
    List<ForeignKey> keys = new ArrayList<>(catalog.between(table, parent));
    return keys.stream().anyMatch(key -> key.childColumns().contains(column));
  }
}
