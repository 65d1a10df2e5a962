package fr.oubli.decision;

import fr.oubli.catalog.Table;
import fr.oubli.datamap.Collection;
import fr.oubli.policy.Action;
import fr.oubli.policy.Rule;

/** One rule's action on one collection: one step of the purge. */
public record Task(Rule rule, Collection collection, Table table, Action action) {

  /** Unique in a policy; names the step and the line of every report. */
  public String name() {
    return rule.name() + ":" + collection.name();
  }
}
