package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.DateReadings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a clock of refusals are of types that can be compared.
 *
 * @param zone of the policy
 */
record RefusalGate(Catalog catalog, DataMap map, ZoneId zone, Rule rule, RefusalClock clock) {

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
      readAlike(acted, problems);
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

  /**
   * Values of one type may count from 1970 in another unit, or be by the clocks of another zone.
   */
  private void readAlike(String acted, List<Problem> problems) {
    Optional<DateReading> chosen = reading(clock.choices(), clock.chosen().column());
    Optional<DateReading> set = reading(acted, clock.set());
    if (chosen.isPresent()
        && column(acted, clock.set())
            .type()
            .equals(column(clock.choices(), clock.chosen().column()).type())
        && set.filter(read -> read.comparesWith(chosen.get(), zone)).isEmpty()) {
      problems.add(
          problem(
              "%s and %s.%s are written as dates in two ways, which are not compared"
                  .formatted(clock.chosen(), acted, clock.set()),
              "say the same of both in the map, where they are"));
    }
  }

  private Optional<DateReading> reading(String collection, String name) {
    DateReadings readings =
        new DateReadings(map.required(collection), catalog.table(map.required(collection)), zone);
    return readings.of(map.required(collection).field(name).orElseThrow());
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
