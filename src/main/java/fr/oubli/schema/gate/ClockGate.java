package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import java.util.ArrayList;
import java.util.List;

/** A clock counts from dates. */
record ClockGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      for (ColumnName name : rule.starts().columns()) {
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
}
