package fr.oubli.catalog;

import fr.oubli.datamap.DataMap;
import fr.oubli.policy.Clock;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Policy;
import fr.oubli.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/** A clock counts from dates. */
record ClockGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      for (ColumnName name : dates(rule.starts())) {
        Column column = catalog.table(map.required(name.collection())).column(name.column());
        if (!column.isDate()) {
          problems.add(
              Problem.invalid(
                  rule.place(),
                  "the clock of " + rule.name() + " is on " + name + ", which is " + column.type(),
                  "name a date or timestamp column"));
        }
      }
    }
    return problems;
  }

  private static List<ColumnName> dates(Clock clock) {
    if (clock instanceof Clock.RowDate row) {
      return List.of(row.column());
    }
    return clock instanceof Clock.LatestOfSubject person
        ? person.events()
        : List.of(((Clock.FiscalYearEnd) clock).column());
  }
}
