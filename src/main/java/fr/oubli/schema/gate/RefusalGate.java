package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import java.util.ArrayList;
import java.util.List;

/** The columns of a clock of refusals are of types that can be compared. */
record RefusalGate(Catalog catalog, DataMap map, Rule rule, RefusalClock clock) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    Column accepted = column(clock.choices(), clock.accepted());
    if (!accepted.baseType().equals("bool")) {
      problems.add(
          problem(
              "%s.%s is %s, and says whether somebody accepted"
                  .formatted(clock.choices(), clock.accepted(), accepted.type()),
              "name a boolean column"));
    }
    for (String acted : rule.then().keySet()) {
      clock.same().forEach(name -> alike(acted, name, name, problems));
      alike(acted, clock.chosen().column(), clock.set(), problems);
      if (rule.action(acted).filter(Action::archives).isPresent()) {
        problems.add(
            problem("it archives '%s', which was refused".formatted(acted), "write delete"));
      }
    }
    return problems;
  }

  private void alike(String acted, String ofChoice, String ofRow, List<Problem> problems) {
    Column one = column(clock.choices(), ofChoice);
    Column other = column(acted, ofRow);
    if (!one.type().equals(other.type())) {
      problems.add(
          problem(
              "%s.%s is %s and %s.%s is %s, which are not compared"
                  .formatted(clock.choices(), ofChoice, one.type(), acted, ofRow, other.type()),
              "name columns of one type"));
    }
  }

  private Column column(String collection, String name) {
    return catalog
        .table(map.required(collection))
        .column(map.required(collection).field(name).orElseThrow().column());
  }

  private Problem problem(String what, String mend) {
    return Problem.invalid(
        rule.place(), "the clock of " + rule.name() + " is a refusal: " + what, mend);
  }
}
