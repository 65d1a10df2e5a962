package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.policy.ValueTest;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.DateReadings;
import java.util.List;

/**
 * A date that may be missing beside others of the person: the first edition of the language puts
 * the person in quarantine for it, the second goes by the dates that are there. A policy says which
 * it means, since rows would else go that stayed when it was written.
 */
record MissingDateGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    return policy.language().isFirst()
        ? policy.rules().stream().filter(this::differs).map(this::problem).toList()
        : List.of();
  }

  private Problem problem(Rule rule) {
    ColumnName date = doubtful(rule).get(0);
    return Problem.invalid(
        rule.place(),
        "'latest' of %s names %s, which may be missing where other dates of the person are there"
            .formatted(rule.name(), date),
        "write language: 2, and those that are there count; or { %s: required } in 'latest', and a missing one is a fault as before"
            .formatted(date));
  }

  private boolean differs(Rule rule) {
    return rule.starts().perSubject() && !doubtful(rule).isEmpty() && mayHaveOthers(rule.starts());
  }

  private List<ColumnName> doubtful(Rule rule) {
    Clock clock = rule.starts();
    return clock.columns().stream()
        .filter(date -> !clock.ends().contains(date) && !clock.required().contains(date))
        .filter(date -> mayBeMissing(date) && !leavesOutMissing(clock, date))
        .toList();
  }

  private boolean mayBeMissing(ColumnName date) {
    Collection collection = map.required(date.collection());
    return new DateReadings(collection, catalog.table(collection), policy.zone())
        .mayBeMissing(date.column());
  }

  /** What is ignored where this date is missing counts in no edition of the language. */
  private static boolean leavesOutMissing(Clock clock, ColumnName date) {
    return clock.ignoring().on(date.collection()) instanceof ColumnFilter ignored
        && ignored.column().equals(date)
        && ignored.test() instanceof ValueTest.Listed listed
        && listed.among() == listed.values().contains(null);
  }

  /** A person's only date stands in the one row that is the person. */
  private boolean mayHaveOthers(Clock clock) {
    SubjectRule subject = policy.subject();
    return clock.columns().size() > 1
        || subject == null
        || !clock.columns().get(0).collection().equals(subject.collection())
        || !subject.samePersonBy().isEmpty()
        || !clock.anyParty().isEmpty();
  }
}
