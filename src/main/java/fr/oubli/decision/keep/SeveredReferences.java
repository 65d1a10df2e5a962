package fr.oubli.decision.keep;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.person.EventTies;
import fr.oubli.decision.person.PersonIdentifiers;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * References that lead nowhere once the row that they lead to goes, and that lead to the clock of a
 * rule, or to what its condition asks: those that PostgreSQL empties, and those that no foreign key
 * guards. A row that the rule has not ended by then would lose its clock, or what puts it in reach,
 * and never be due. A row that holds by what the policy declares would hold nothing any more.
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

  /**
   * Per rule whose clock is at their other end, the condition that it still has to end a row; per
   * declared hold whose person is there, that the row holds.
   */
  List<Function<String, Sql>> waiting(Collection child) {
    List<Function<String, Sql>> waiting = new ArrayList<>();
    for (Rule rule : schema.policy().rules()) {
      if (!rule.then().containsKey(child.name())) {
        continue;
      }
      if (leadsThrough(rule, child)) {
        waiting.add(row -> waits(rule, child, row));
      } else if (endsAboveGuests(rule, child)) {
        waiting.add(row -> Sql.all(waits(rule, child, row), isGuests(child, row)));
      }
    }
    schema.policy().holds().stream()
        .filter(hold -> hold.source().equals(child.name()) && leadsToPersons(child))
        .forEach(hold -> waiting.add(row -> schema.matches(row, hold.source(), hold.holds())));
    return waiting;
  }

  private boolean leadsToPersons(Collection child) {
    return schema.hasSubjects()
        && schema.persons().owners(child.name()).stream()
            .filter(way -> !way.isEmpty() && !way.get(0).down())
            .anyMatch(way -> severed.test(way.get(0)));
  }

  /**
   * An event above rows of persons, such as a course above enrolments, is remembered for accounts
   * when it goes. For somebody without an account nothing can be.
   */
  private boolean endsAboveGuests(Rule rule, Collection child) {
    return rule.starts().perSubject()
        && rule.starts().columns().stream()
            .filter(
                event ->
                    EventTies.of(rule.starts(), event)
                        .standsAbove(schema.persons(), event.collection()))
            .flatMap(event -> schema.persons().identifiedBelow(event.collection()).stream())
            .filter(way -> Step.end(way).equals(child.name()))
            .anyMatch(way -> severed.test(way.get(way.size() - 1).turned()));
  }

  private Sql isGuests(Collection child, String row) {
    return Sql.all(
        schema
            .subjectKey(row, child.name())
            .map(account -> Sql.format("{} is null", account))
            .orElse(Sql.TRUE),
        new PersonIdentifiers(schema, child.name(), false).isSomebodys(row));
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
