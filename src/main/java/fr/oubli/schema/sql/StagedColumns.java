package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.mask.MaskEffect;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the stages of a policy rewrite of a collection, taken together, and what they leave. */
public record StagedColumns(Policy policy, DataMap map) {

  /** The columns that stages name; nothing where no rule acts on the collection in stages. */
  public Set<String> of(String collection) {
    Set<String> named = new HashSet<>();
    actions(collection).forEach(action -> named.addAll(action.maskedColumns()));
    return named;
  }

  /** Whether the rules act on the collection in stages alone, and none ends its rows whole. */
  public boolean alone(String collection) {
    List<Action> actions = actions(collection);
    return !actions.isEmpty() && actions.stream().allMatch(Action::isStage);
  }

  private List<Action> actions(String collection) {
    return policy.rules().stream().flatMap(rule -> rule.action(collection).stream()).toList();
  }

  /** The personal fields that no stage rewrites, nor ought to. */
  public List<Field> left(Collection collection) {
    Set<String> named = of(collection.name());
    TyingFields tying = TyingFields.of(map, collection);
    return collection.fields().stream()
        .filter(Field::personal)
        .filter(field -> tying.why(field).isEmpty())
        .filter(field -> !preserved(collection, field))
        .filter(
            field ->
                collection.fields().stream()
                    .noneMatch(outer -> named.contains(outer.name()) && outer.holds(field)))
        .toList();
  }

  private boolean preserved(Collection collection, Field field) {
    return policy
        .masks()
        .of(new ColumnName(collection.name(), field.name()), field.categories())
        .filter(entry -> entry.mask().effect() == MaskEffect.PRESERVES)
        .isPresent();
  }
}
