package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKeyOrder;
import java.util.ArrayList;
import java.util.List;

/** No two collections of a circle of references are to be deleted: there is no order for it. */
record CycleGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (List<String> cycle : ForeignKeyOrder.cycles(catalog, map)) {
      long emptied = cycle.stream().filter(this::emptied).count();
      if (emptied > 1) {
        problems.add(
            Problem.refused(
                "%s refer to each other in a circle and rows of them are to be deleted;"
                        .formatted(String.join(", ", cycle))
                    + " anonymise all but one of them"));
      }
    }
    return problems;
  }

  private boolean emptied(String name) {
    return policy.rules().stream()
        .flatMap(rule -> rule.action(name).stream())
        .anyMatch(Action::removesRow);
  }
}
