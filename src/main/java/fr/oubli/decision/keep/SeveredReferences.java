package fr.oubli.decision.keep;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * References that PostgreSQL empties when the row that they lead to goes, and that lead to the
 * clock of a rule. A row that the rule has not ended by then would lose its clock, and never be
 * due.
 *
 * @param key the foreign key of such references
 */
record SeveredReferences(MappedSchema schema, ForeignKey key) {

  /** Per rule whose clock is at their other end, the condition that it still has to end a row. */
  List<Function<String, Sql>> waiting() {
    return schema.collectionOf(key.child()).stream().flatMap(this::waiting).toList();
  }

  private Stream<Function<String, Sql>> waiting(Collection child) {
    return schema.policy().rules().stream()
        .filter(rule -> rule.then().containsKey(child.name()) && leadsThrough(rule, child))
        .map(rule -> row -> waits(rule, child, row));
  }

  private boolean leadsThrough(Rule rule, Collection child) {
    return rule.starts()
        .rowDate()
        .map(ColumnName::collection)
        .map(end -> schema.pathUp(child.name(), end).stream())
        .orElseGet(() -> schema.persons().owners(child.name()).stream())
        .filter(way -> !way.isEmpty() && !way.get(0).down())
        .anyMatch(way -> isKey(way.get(0), child));
  }

  private boolean isKey(Step step, Collection child) {
    return SqlName.of(schema.table(step.parent())).equals(key.parent())
        && key.childColumns()
            .contains(SqlName.of(schema.table(child.name()).column(step.childField())));
  }

  private Sql waits(Rule rule, Collection child, String row) {
    Action action = Objects.requireNonNull(rule.then().get(child.name()));
    RuleTarget target = new RuleTarget(rule, child, schema.table(child.name()), action);
    return Sql.all(
        schema.matches(row, child.name(), rule.only()), PendingMasks.of(target, schema).left(row));
  }
}
