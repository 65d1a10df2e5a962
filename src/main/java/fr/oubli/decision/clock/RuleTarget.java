package fr.oubli.decision.clock;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Pseudonymise;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.MaskedField;
import java.util.Objects;

/** A rule and one collection that it acts on: one step of the purge, one line of each report. */
public record RuleTarget(Rule rule, Collection collection, Table table, Action action) {

  /** What the rule does to the collection, by the name that its masks give it. */
  public static RuleTarget of(Policy policy, Rule rule, Collection collection, Table table) {
    Action action = Objects.requireNonNull(rule.then().get(collection.name()));
    boolean pseudonyms =
        MaskedField.of(policy, collection, table, action).stream()
            .anyMatch(field -> field.mask().effect() == MaskEffect.LINKS);
    return new RuleTarget(
        rule, collection, table, pseudonyms ? new Pseudonymise(action.maskedColumns()) : action);
  }
}
