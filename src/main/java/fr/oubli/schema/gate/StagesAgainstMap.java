package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Masks;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.sql.StagedColumns;
import fr.oubli.schema.sql.TyingFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges the stages of a policy: each column that a rule names is there and has a mask that changes
 * it, and nothing personal is left when all stages are over, unless another rule ends the row.
 */
record StagesAgainstMap(Policy policy, DataMap map, MapNames names, Faults faults) {

  void check() {
    for (Rule rule : policy.rules()) {
      rule.then()
          .forEach(
              (name, action) ->
                  action
                      .maskedColumns()
                      .forEach(column -> named(rule, new ColumnName(name, column))));
    }
    map.collections().forEach(this::whole);
  }

  private void named(Rule rule, ColumnName column) {
    Optional<Field> field = names.part(column, rule.place());
    if (field.isEmpty()) {
      return;
    }
    Collection collection = map.required(column.collection());
    Optional<String> ties = TyingFields.of(map, collection).why(field.get());
    if (ties.isPresent()) {
      faults.add(
          rule.place(),
          "a stage of '%s' names %s, %s".formatted(rule.name(), column, ties.get()),
          "take it out of anonymise: a mask cannot rewrite it");
      return;
    }
    Optional<Masks.Entry> mask = policy.masks().of(column, field.get().categories());
    if (mask.isEmpty()) {
      unmasked(rule, column, collection, field.get());
    } else {
      masked(rule, column, collection, field.get(), mask.get());
    }
    new NeededColumns(policy, map)
        .by(rule, column)
        .ifPresent(
            why ->
                faults.add(
                    rule.place(),
                    "a stage of '%s' would rewrite %s, %s".formatted(rule.name(), column, why),
                    "take it out of anonymise, and leave it to the rule that ends the row"));
  }

  private void unmasked(Rule rule, ColumnName column, Collection collection, Field field) {
    List<String> inside =
        collection.fields().stream()
            .filter(other -> !other.equals(field) && field.holds(other))
            .filter(
                other -> policy.masks().of(name(collection, other), other.categories()).isPresent())
            .map(Field::name)
            .toList();
    faults.add(
        rule.place(),
        "a stage of '%s' names %s, and nothing masks it".formatted(rule.name(), column),
        inside.isEmpty()
            ? "add a mask for "
                + (field.categories().isEmpty()
                    ? ""
                    : String.join(", ", field.categories()) + " or ")
                + column
                + " to 'anonymise' in the policy"
            : "name what is inside: " + String.join(", ", inside));
  }

  private void masked(
      Rule rule, ColumnName column, Collection collection, Field field, Masks.Entry mask) {
    if (mask.mask().effect() == MaskEffect.PRESERVES) {
      faults.add(
          rule.place(),
          "a stage of '%s' names %s, which the policy preserves".formatted(rule.name(), column),
          "give it a mask that changes it, or take it out of anonymise");
    } else if (mask.mask().effect() == MaskEffect.SHARES && tellsPersons(field)) {
      faults.add(
          mask.place(),
          "the mask would give several persons one "
              + column
              + ", by which 'same-person-by' takes them for one",
          "add " + column + ": null_rewrite, or a value with {key} in it");
    }
    around(collection, field)
        .ifPresent(
            outer ->
                faults.add(
                    rule.place(),
                    "a stage of '%s' names %s, and the mask of %s writes something else over it"
                        .formatted(rule.name(), column, outer),
                    "name " + outer.column() + ", or mask it with null_rewrite"));
  }

  private boolean tellsPersons(Field field) {
    SubjectRule subject = policy.subject();
    String kind = field.identity();
    return subject != null && kind != null && subject.samePersonBy().contains(kind);
  }

  /** What holds the field and is rewritten to something in which the field may be again. */
  private Optional<ColumnName> around(Collection collection, Field field) {
    return collection.fields().stream()
        .filter(outer -> !outer.equals(field) && outer.holds(field))
        .filter(
            outer ->
                policy
                    .masks()
                    .of(name(collection, outer), outer.categories())
                    .map(entry -> entry.mask().effect())
                    .filter(effect -> effect != MaskEffect.PRESERVES)
                    .filter(effect -> effect != MaskEffect.EMPTIES)
                    .isPresent())
        .map(outer -> name(collection, outer))
        .findFirst();
  }

  /** Where rules act in stages alone, together they end all that is personal. */
  private void whole(Collection collection) {
    StagedColumns stages = new StagedColumns(policy, map);
    if (!stages.alone(collection.name())) {
      return;
    }
    List<Field> left = stages.left(collection);
    if (!left.isEmpty()) {
      faults.add(
          place(collection),
          "'%s' is anonymised in stages, and none ever ends %s"
              .formatted(
                  collection.name(),
                  left.stream().map(Field::name).collect(Collectors.joining(", "))),
          "name it in a stage, write preserve for it, or add a rule that deletes '%s'"
              .formatted(collection.name()));
    }
  }

  /** The line of the last rule that has a stage on the collection. */
  private Place place(Collection collection) {
    return policy.rules().stream()
        .filter(rule -> rule.then().containsKey(collection.name()))
        .reduce((one, other) -> other)
        .orElseThrow()
        .place();
  }

  private static ColumnName name(Collection collection, Field field) {
    return new ColumnName(collection.name(), field.name());
  }
}
