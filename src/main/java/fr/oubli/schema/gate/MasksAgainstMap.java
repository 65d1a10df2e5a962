package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Masks;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.model.yaml.Faults;
import fr.oubli.schema.sql.TyingFields;
import java.util.List;
import java.util.Optional;

/**
 * Judges masks against the map: every personal column of an anonymised collection has one. What is
 * masked in stages is judged by {@link StagesAgainstMap}.
 */
record MasksAgainstMap(Policy policy, DataMap map, MapNames names, Faults faults) {

  void check() {
    policy.masks().byName().forEach(this::maskName);
    anonymised().forEach(this::masked);
  }

  /** A mask is named after a column of the map, or after a category. */
  private void maskName(String name, Masks.Entry entry) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    if (List.of("user", "system").contains(first) || aCategory(name)) {
      return;
    }
    names.part(new ColumnName(first, name.substring(dot + 1)), entry.place());
  }

  private boolean aCategory(String name) {
    return map.collections().stream()
        .flatMap(collection -> collection.fields().stream())
        .flatMap(field -> field.categories().stream())
        .anyMatch(category -> category.equals(name) || category.startsWith(name + "."));
  }

  private List<Collection> anonymised() {
    return map.collections().stream()
        .filter(
            collection ->
                policy.rules().stream()
                    .flatMap(rule -> rule.action(collection.name()).stream())
                    .anyMatch(action -> action.masks() && !action.isStage()))
        .toList();
  }

  private void masked(Collection collection) {
    TyingFields tying = TyingFields.of(map, collection);
    for (Field field : collection.fields()) {
      ColumnName column = new ColumnName(collection.name(), field.name());
      Optional<Masks.Entry> mask = policy.masks().of(column, field.categories());
      Optional<String> ties = tying.why(field);
      if (ties.isPresent()) {
        mask.ifPresent(entry -> untouched(column, ties.get(), entry));
      } else if (field.personal() && mask.isEmpty() && !inMasked(collection, field)) {
        unmasked(column, field);
      } else if (mask.filter(entry -> has(entry, MaskEffect.PRESERVES)).isPresent()) {
        spared(column, field);
      } else {
        mask.filter(entry -> tellsPersons(field) && has(entry, MaskEffect.SHARES))
            .ifPresent(entry -> merged(column, entry));
      }
    }
  }

  /** Whether rows with the same value in the field are taken for one person's. */
  private boolean tellsPersons(Field field) {
    SubjectRule subject = policy.subject();
    String kind = field.identity();
    return subject != null && kind != null && subject.samePersonBy().contains(kind);
  }

  private static boolean has(Masks.Entry entry, MaskEffect effect) {
    return entry.mask().effect() == effect;
  }

  /** Clocks and erasures would take strangers with one value for one person. */
  private void merged(ColumnName column, Masks.Entry entry) {
    faults.add(
        entry.place(),
        "the mask would give several persons one "
            + column
            + ", by which 'same-person-by' takes them for one",
        "add " + column + ": null_rewrite, or a value with {key} in it");
  }

  /** Whether the field is inside another one that is rewritten as a whole. */
  private boolean inMasked(Collection collection, Field field) {
    return collection.fields().stream()
        .filter(outer -> !outer.equals(field) && outer.holds(field))
        .map(
            outer ->
                policy
                    .masks()
                    .of(new ColumnName(collection.name(), outer.name()), outer.categories()))
        .flatMap(Optional::stream)
        .anyMatch(entry -> !has(entry, MaskEffect.PRESERVES));
  }

  /** A field of two categories may be spared by the mask of one and need the mask of the other. */
  private void spared(ColumnName column, Field field) {
    if (policy.masks().byName().containsKey(column.toString())) {
      return;
    }
    field.categories().stream()
        .filter(category -> category.equals("user") || category.startsWith("user."))
        .filter(category -> !preserved(column, category))
        .forEach(
            category ->
                faults.add(
                    field.place(),
                    column + " is " + category + " too, but another category's mask preserves it",
                    "add a mask for " + column + " to 'anonymise' in the policy"));
  }

  private boolean preserved(ColumnName column, String category) {
    return policy
        .masks()
        .of(column, List.of(category))
        .filter(entry -> has(entry, MaskEffect.PRESERVES))
        .isPresent();
  }

  private void unmasked(ColumnName column, Field field) {
    String category = String.join(", ", field.categories());
    faults.add(
        field.place(),
        "'" + column.collection() + "' is anonymised, but nothing masks " + column,
        "add a mask for "
            + category
            + " or "
            + column
            + " to 'anonymise' in the policy"
            + broader(field));
  }

  /** A broader category that one line masks, such as user.contact: every way to reach a person. */
  private static String broader(Field field) {
    return field.categories().stream()
        .map(category -> category.split("\\.", -1))
        .filter(parts -> parts.length > 2 && parts[0].equals("user"))
        .map(parts -> ", or one for all of " + parts[0] + "." + parts[1])
        .findFirst()
        .orElse("");
  }

  private void untouched(ColumnName column, String ties, Masks.Entry entry) {
    if (!has(entry, MaskEffect.PRESERVES)) {
      faults.add(
          entry.place(),
          "the mask would rewrite " + column + ", " + ties,
          "add " + column + ": preserve");
    }
  }
}
