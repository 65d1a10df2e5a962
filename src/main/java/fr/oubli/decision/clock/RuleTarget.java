package fr.oubli.decision.clock;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Table;

/** One rule's action on one collection: one step of the purge. */
public record RuleTarget(Rule rule, Collection collection, Table table, Action action) {

  /** Unique in a policy; names the step and the line of every report. */
  public String name() {
    return rule.name() + ":" + collection.name();
  }
}
