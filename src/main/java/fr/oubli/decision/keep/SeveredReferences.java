package fr.oubli.decision.keep;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.person.RuleReach;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * References that lead nowhere once the row that they lead to goes, and that lead to the clock of a
 * rule, or to what its condition asks: those that PostgreSQL empties, and those that no foreign key
 * guards. A row that the rule has not ended by then would lose its clock, or what puts it in reach,
 * and never be due.
 *
 * @param severed whether a step of a way takes such a reference
 */
record SeveredReferences(MappedSchema schema, Predicate<Step> severed) {

  /** The references of a foreign key. */
  static SeveredReferences of(MappedSchema schema, ForeignKey key) {
    return new SeveredReferences(
        schema,
        step ->
            SqlName.of(schema.table(step.parent())).equals(key.parent())
                && key.childColumns()
                    .contains(SqlName.of(schema.table(step.child()).column(step.childField()))));
  }

  /** Per rule whose clock is at their other end, the condition that it still has to end a row. */
  List<Function<String, Sql>> waiting(Collection child) {
    Stream<Rule> rules = schema.policy().rules().stream();
    return rules
        .filter(rule -> rule.then().containsKey(child.name()) && leadsThrough(rule, child))
        .map(rule -> (Function<String, Sql>) row -> waits(rule, child, row))
        .toList();
  }

  private boolean leadsThrough(Rule rule, Collection child) {
    Stream<List<Step>> toClock =
        rule.starts()
            .rowDate()
            .map(ColumnName::collection)
            .map(end -> schema.pathUp(child.name(), end).stream())
            .orElseGet(() -> schema.persons().owners(child.name()).stream());
    return Stream.concat(toClock, new RuleReach(schema, rule, child.name()).ways().stream())
        .filter(way -> !way.isEmpty() && !way.get(0).down())
        .anyMatch(way -> severed.test(way.get(0)));
  }

  private Sql waits(Rule rule, Collection child, String row) {
    RuleTarget target = RuleTarget.of(schema.policy(), rule, child, schema.table(child.name()));
    return Sql.all(
        new RuleReach(schema, rule, child.name()).includes(row, LookupStyle.PROBES),
        PendingMasks.of(target, schema).left(row));
  }
}
