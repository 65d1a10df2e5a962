package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An event that stands above the rows of a collection, such as a course above enrolments. Once an
 * enrolment goes, nothing else says whose clock the course bears on: its day is remembered.
 *
 * @param up from the row to the one with the date
 */
record EventAbove(MappedSchema schema, Rule rule, EventDate event, ReferencePath up) {

  /** Those of a rule's clock that rows of a collection tie to their persons. */
  static List<EventAbove> of(MappedSchema schema, Days days, Rule rule, String collection) {
    List<EventAbove> found = new ArrayList<>();
    for (EventDate event : EventDate.all(schema, days, rule.starts())) {
      for (List<Step> way : waysUp(schema, event, collection)) {
        found.add(new EventAbove(schema, rule, event, new ReferencePath(schema, way)));
      }
    }
    return found;
  }

  private static Set<List<Step>> waysUp(MappedSchema schema, EventDate event, String collection) {
    Set<List<Step>> ways = new LinkedHashSet<>();
    if (event.ties().standsAbove(schema.persons(), event.collection())) {
      List<List<Step>> down = new ArrayList<>(schema.persons().accountsBelow(event.collection()));
      down.addAll(schema.persons().identifiedBelow(event.collection()));
      for (List<Step> way : down) {
        List<Step> steps = way.stream().takeWhile(Step::down).toList();
        if (steps.get(steps.size() - 1).to().equals(collection)) {
          ways.add(turned(steps));
        }
      }
    }
    return ways;
  }

  private static List<Step> turned(List<Step> down) {
    List<Step> up = new ArrayList<>(down.stream().map(Step::up).toList());
    Collections.reverse(up);
    return List.copyOf(up);
  }

  /** The day to remember once a row of the collection goes; null where it does not count. */
  Sql day(String row) {
    return up.value(row, above -> Sql.when(counted(above), event.dayToRemember(above, Sql.FALSE)));
  }

  private Sql counted(String above) {
    Filter ignored = rule.starts().ignoring();
    return ignored.on(event.collection()).isEmpty()
        ? Sql.TRUE
        : schema.matches(above, event.collection(), ignored).not();
  }
}
