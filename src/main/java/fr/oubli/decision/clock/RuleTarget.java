package fr.oubli.decision.clock;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Table;

/** A rule and one collection that it acts on: one step of the purge, one line of each report. */
public record RuleTarget(Rule rule, Collection collection, Table table, Action action) {}
